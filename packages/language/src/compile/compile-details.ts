import { createRun } from '../runtime/create-run.ts';
import { createNames } from '../runtime/names.ts';
import type { EvaluationInput, Run } from '../runtime/run.ts';
import { type JsonNode, memberOf, toValue } from '../source/json-node.ts';
import { createReport, type Place, placeBelow } from '../source/report.ts';
import type { Details, ParsedDefinition, Template } from '../syntax/ast.ts';
import { parseCondition } from '../syntax/parse-condition.ts';
import { parseTemplate } from '../syntax/parse-template.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { BoundParameters } from './bind.ts';
import type { CompileOptions } from './compile.ts';
import { compileCondition } from './compile-condition.ts';
import { compileTemplate, toEvaluate } from './compile-expression.ts';
import type { CompileContext } from './context.ts';
import { outcomeOf, toOutcome } from './outcome.ts';
import type { Outcome } from './program.ts';

/** What an effect's details say, compiled for one set of parameters. */
export type CompiledDetails = {
  /**
   * Whether a related resource satisfies the existence condition; matched when there is none. Fields are the related
   * resource's, `field()` is that of the one judged.
   */
  satisfies(input: EvaluationInput, related: JsonObject): Outcome;
  /** The details with their expressions evaluated. An existence condition and a deployment's template stay as written. */
  resolve(input: EvaluationInput): { readonly details: JsonValue } | { readonly error: Outcome };
};

/** Compiles `then.details`; undefined when the rule has none. Never throws, as `compile` does not. */
export function compileDetails(
  definition: ParsedDefinition,
  parameters: BoundParameters,
  vocabulary: Vocabulary,
  options: CompileOptions = {},
): CompiledDetails | undefined {
  const { details } = definition.rule.then;
  if (details === undefined) return undefined;
  const lenient = options.lenient === true;
  const names = createNames(vocabulary, parameters.values, { rawPaths: lenient });
  const context: CompileContext = { names, frames: [], lenient };
  const evaluate = toEvaluate(compileTemplate(policyTemplate(details.node, details.at), context));
  const satisfies = compileExistence(details, context);
  return {
    satisfies: (input, related) => satisfies({ ...createRun(input, names), resource: related }),
    resolve(input) {
      try {
        return { details: evaluate(createRun(input, names)) };
      } catch (error) {
        return { error: toOutcome(error) };
      }
    },
  };
}

function compileExistence({ node, at }: Details, context: CompileContext): (run: Run) => Outcome {
  const member = node.kind === 'object' ? memberOf(node, 'existenceCondition') : undefined;
  if (member === undefined) return () => ({ kind: 'matched' });
  const place = placeBelow(at, member.name, member.value);
  const report = createReport(undefined);
  const condition = parseCondition(member.value, place, report);
  if (condition === undefined || report.diagnostics.length > 0) {
    const error: Outcome = {
      kind: 'error',
      code: 'condition/shape',
      message: 'The existence condition is malformed.',
      pointer: place.pointer,
    };
    return () => error;
  }
  const check = compileCondition(condition, context);
  return run => outcomeOf(check, run);
}

/** Details as a template, leaving alone what is not the policy's own text. */
function policyTemplate(node: JsonNode, at: Place): Template {
  if (node.kind !== 'object') return parseTemplate(node, at, createReport(undefined));
  return {
    kind: 'object',
    members: node.members.map(({ name, value }) => {
      const place = placeBelow(at, name, value);
      switch (name.toLowerCase()) {
        case 'existencecondition':
          return { name, value: { kind: 'constant', value: toValue(value) } };
        case 'deployment':
          return { name, value: deploymentTemplate(value, place) };
        default:
          return { name, value: parseTemplate(value, place, createReport(undefined)) };
      }
    }),
  };
}

/** Of a deployment only the values of its parameters belong to the policy. */
function deploymentTemplate(node: JsonNode, at: Place): Template {
  if (node.kind !== 'object') return { kind: 'constant', value: toValue(node) };
  return {
    kind: 'object',
    members: node.members.map(({ name, value }) => {
      const place = placeBelow(at, name, value);
      switch (name.toLowerCase()) {
        case 'properties':
          return { name, value: deploymentTemplate(value, place) };
        case 'parameters':
          return { name, value: parseTemplate(value, place, createReport(undefined)) };
        default:
          return { name, value: { kind: 'constant', value: toValue(value) } };
      }
    }),
  };
}
