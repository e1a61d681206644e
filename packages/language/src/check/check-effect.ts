import type { DetailChecks, EffectRecord } from '../effects/effect-details.ts';
import { EFFECT_NAMES } from '../effects/effect-details.ts';
import { findEffect } from '../effects/index.ts';
import { fieldTarget } from '../runtime/field-target.ts';
import type { JsonNode } from '../source/json-node.ts';
import type { Place } from '../source/report.ts';
import type { Template } from '../syntax/ast.ts';
import { parseCondition } from '../syntax/parse-condition.ts';
import { isExpression, parseExpression } from '../syntax/parse-expression.ts';
import { parseTemplate } from '../syntax/parse-template.ts';
import { callsOf, expressionsOf, parameterNamed } from '../syntax/walk.ts';
import { didYouMean, similarNames } from '../vocabulary/similar.ts';
import { AUTHORING_LIMITS } from './authoring-limits.ts';
import { checkCondition } from './check-condition.ts';
import { type CheckContext, TOP } from './check-context.ts';
import { checkTemplate } from './check-expression.ts';
import { checkField } from './check-field.ts';

const WITH_IDENTITY = 'Microsoft.Compute/virtualMachines';
const DEPRECATED: ReadonlySet<string> = new Set(['enforceopaconstraint', 'enforceregopolicy']);
/** Effects of one set may be the values of one parameter; disabled may be in each. */
const INTERCHANGEABLE: readonly (readonly string[])[] = [
  ['audit', 'deny', 'modify', 'append'],
  ['auditIfNotExists', 'deployIfNotExists'],
  ['manual'],
  ['denyAction'],
  ['mutate'],
  ['addToNetworkGroup'],
  ['enforceSetting'],
];

/** Checks `then`: every effect that the rule can have must exist, fit the mode, and find its details. */
export function checkEffect(context: CheckContext): void {
  const { then } = context.definition.rule;
  checkTemplate(then.effect, TOP, context);
  const effects = possibleEffects(context)
    .map(name => checkName(name, context))
    .filter(effect => effect !== undefined);
  checkMixture(effects, context);
  const checks = detailChecks(context);
  const needing = effects.filter(
    effect => effect.takesDetails || context.definition.mode.toLowerCase().endsWith('.data'),
  );
  for (const effect of new Set(needing)) effect.check(then.details, checks);
  // What no effect looks at still refers to parameters.
  if (then.details !== undefined) noteParameters(then.details.node, context);
}

/** The effects that the rule can have: the one it names, or those that its parameter allows. */
function possibleEffects({ definition, report }: CheckContext): readonly string[] {
  const { effect, effectAt } = definition.rule.then;
  if (effect.kind === 'constant') return [String(effect.value)];
  const parameter = definition.parameters.get(parameterNamed(effect) ?? '');
  if (parameter !== undefined) {
    const named = [...(parameter.allowedValues ?? []), parameter.defaultValue ?? null];
    return [...new Set(named.filter(value => typeof value === 'string'))];
  }
  if (
    [...callsOf(effect)].some(
      call => call.name.toLowerCase() !== 'parameters' && DEPENDS.has(call.name.toLowerCase()),
    )
  ) {
    report.error(
      'effect/not-constant',
      'The effect must be known from the parameters alone; it cannot depend on the resource or the request.',
      effectAt,
    );
  }
  return [];
}

const DEPENDS: ReadonlySet<string> = new Set([
  'field',
  'current',
  'requestcontext',
  'subscription',
  'resourcegroup',
  'utcnow',
  'policy',
]);

function checkName(name: string, { definition, vocabulary, report }: CheckContext): EffectRecord | undefined {
  const { effectAt } = definition.rule.then;
  const effect = findEffect(name);
  if (effect === undefined) {
    if (DEPRECATED.has(name.toLowerCase()))
      report.error(
        'effect/deprecated',
        `The effect '${name}' was withdrawn; new definitions cannot use it.`,
        effectAt,
      );
    else
      report.error(
        'effect/unknown',
        `'${name}' is no effect.${didYouMean(similarNames(name, EFFECT_NAMES))}`,
        effectAt,
      );
    return undefined;
  }
  const mode = vocabulary.dataMode(definition.mode);
  const allowed =
    mode === undefined
      ? effect.inArmModes
      : mode.effects.some(each => each.toLowerCase() === effect.name.toLowerCase());
  // An unknown mode has its own error.
  if (!allowed && (mode !== undefined || !definition.mode.toLowerCase().endsWith('.data'))) {
    const known = mode === undefined ? '' : ` It has ${mode.effects.join(', ')}.`;
    report.error(
      'effect/not-in-mode',
      `The mode ${definition.mode} does not have the effect ${effect.name}.${known}`,
      effectAt,
    );
  }
  return effect;
}

function checkMixture(effects: readonly EffectRecord[], { definition, report }: CheckContext): void {
  const sets = new Set(
    effects
      .filter(({ name }) => name !== 'disabled')
      .map(({ name }) => INTERCHANGEABLE.findIndex(set => set.includes(name))),
  );
  if (sets.size > 1) {
    const names = effects.map(effect => effect.name).join(', ');
    report.warning(
      'effect/mixed',
      `These effects need different details and cannot be values of one parameter: ${names}.`,
      definition.rule.then.effectAt,
    );
  }
}

function detailChecks(context: CheckContext): DetailChecks {
  const { definition, vocabulary, report } = context;
  const template = (node: JsonNode, at: Place, without: readonly string[] = []): Template => {
    const parsed = parseTemplate(node, at, report);
    checkTemplate(parsed, { frames: [], without: without.map(name => name.toLowerCase()) }, context);
    return parsed;
  };
  return {
    report,
    effectAt: definition.rule.then.effectAt,
    mode: definition.mode.toLowerCase(),
    template,
    condition(node, at) {
      const condition = parseCondition(node, at, report);
      const leaves = condition === undefined ? 0 : checkCondition(condition, context);
      if (leaves > AUTHORING_LIMITS.existenceConditions) {
        report.error(
          'limit/existence-conditions',
          `An existence condition has at most ${AUTHORING_LIMITS.existenceConditions} conditions; this has ${leaves}.`,
          at,
        );
      }
    },
    field(node, at) {
      const name = template(node, at);
      if (name.kind === 'constant' && typeof name.value === 'string') checkField(name.value, at, context);
    },
    target(field) {
      // Of types without the alias, one that may have everything else: an identity can be changed there.
      const [type = WITH_IDENTITY] = vocabulary.typesOf(field);
      return fieldTarget(field, type, '', vocabulary);
    },
    isModifiable: field => vocabulary.alias(field)?.modifiable,
  };
}

/** Takes note of every parameter that any text in a tree refers to. */
function noteParameters(node: JsonNode, context: CheckContext): void {
  if (node.kind === 'array') for (const item of node.items) noteParameters(item, context);
  if (node.kind === 'object') for (const member of node.members) noteParameters(member.value, context);
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !isExpression(node.value)) return;
  const parsed = parseExpression(node.value);
  if (!('expression' in parsed)) return;
  const template: Template = {
    kind: 'expression',
    text: node.value,
    expression: parsed.expression,
    at: context.definition.at,
  };
  for (const expression of expressionsOf(template)) {
    const name = parameterNamed({ ...template, expression });
    if (name !== undefined) context.usedParameters.add(name);
  }
}
