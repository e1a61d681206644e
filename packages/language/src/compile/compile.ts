import { createRun } from '../runtime/create-run.ts';
import { createNames } from '../runtime/names.ts';
import { propertyNamed } from '../runtime/property.ts';
import type { EvaluationInput, Run } from '../runtime/run.ts';
import { toValue } from '../source/json-node.ts';
import type { ParsedDefinition } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { reduceCondition } from './applicability.ts';
import type { BoundParameters } from './bind.ts';
import { compileCondition } from './compile-condition.ts';
import { compileTemplate } from './compile-expression.ts';
import type { CompileContext } from './context.ts';
import { MATCHED, NOT_MATCHED, outcomeOf, toOutcome } from './outcome.ts';
import { pinsOf } from './pins.ts';
import type { Program, Trace } from './program.ts';
import { factsOfRule } from './rule-facts.ts';
import { supportingLeaves, type Tracer, traceCondition } from './trace-condition.ts';

/** `lenient` is for cases from elsewhere, off for every rule in force: fields may be raw paths, a missing property is false. */
export type CompileOptions = {
  readonly lenient?: boolean;
  /**
   * A program for the same condition, mode, kind of effect (IfNotExists or another) and values of the parameters that the condition reads:
   * what it compiled is used again, so that alike rules are in memory once.
   */
  readonly alike?: Program;
};

/**
 * Compiles a definition for one set of parameters.
 *
 * Never throws, also for a definition that `checkDefinition` refuses: what it cannot resolve is an `error` outcome
 * when an evaluation gets there. Cost is that of walking the rule a few times; evaluating allocates one `Run`.
 */
export function compile(
  definition: ParsedDefinition,
  parameters: BoundParameters,
  vocabulary: Vocabulary,
  options: CompileOptions = {},
): Program {
  const lenient = options.lenient === true;
  const names = createNames(vocabulary, parameters.values, { rawPaths: lenient });
  const context: CompileContext = { names, frames: [], lenient };
  const { rule, mode } = definition;
  const effect = effectOf(definition, context);
  const details = rule.then.details === undefined ? {} : { details: toValue(rule.then.details.node) };
  if (options.alike) {
    const { details: _, ...condition } = options.alike;
    return { ...condition, effect, ...details };
  }
  const facts = factsOfRule(rule.if, context);
  const reduced = reduceCondition(rule.if, mode, effect, context);
  const check = compileCondition(rule.if, context);
  const applicable = compileCondition(reduced, context);
  const pins = pinsOf(rule.if, context);
  const types = pins && new Set(pins);
  const start = (input: EvaluationInput): Run => createRun(input, names);
  let tracer: Tracer | undefined;

  return {
    effect,
    ...details,
    pins,
    readsTags: facts.readsTags,
    readsIdentity: facts.readsIdentity,
    readsPolicy: facts.readsPolicy,
    readsClock: facts.readsClock || readsClockOfRelated(details.details),
    applies(input) {
      // First of all, so that a rule found by type and one asked without an index apply to the same resources.
      if (types !== undefined && !types.has(typeOf(input))) return false;
      if (
        facts.hasUnknownField ||
        (facts.readsLocation && typeOf(input) === 'microsoft.resources/subscriptions')
      )
        return false;
      // A reduced `if` that fails is one whose rule fails: it must be seen, so it applies.
      return outcomeOf(applicable, start(input)).kind !== 'notMatched';
    },
    evaluate: input => outcomeOf(check, start(input)),
    explain(input) {
      tracer ??= traceCondition(rule.if, context);
      return traceOf(tracer, start(input));
    },
  };
}

/** The effect as written or as the parameter says it; the text of the expression where it is not known before evaluating. */
function effectOf(definition: ParsedDefinition, context: CompileContext): string {
  const { effect } = definition.rule.then;
  const compiled = compileTemplate(effect, context);
  if (compiled.constant && typeof compiled.value === 'string') return compiled.value;
  return effect.kind === 'expression' ? effect.text : '';
}

/** Whether `existenceCondition` names the clock. It is parsed where it is asked; to look once too often does no harm. */
function readsClockOfRelated(details: JsonValue | undefined): boolean {
  return details !== undefined && /"existenceCondition":.*\butcNow\s*\(/i.test(JSON.stringify(details));
}

/** In lower case. */
function typeOf(input: EvaluationInput): string {
  const type = propertyNamed(input.resource, 'type');
  return typeof type === 'string' ? type.toLowerCase() : '';
}

function traceOf(tracer: Tracer, run: Run): Trace {
  try {
    const root = tracer(run);
    return {
      outcome: root.result ? MATCHED : NOT_MATCHED,
      root,
      evaluatedExpressions: supportingLeaves(root),
    };
  } catch (error) {
    return { outcome: toOutcome(error), evaluatedExpressions: [] };
  }
}
