import { describeKind, type MemberNode, memberOf, type ObjectNode } from '../source/json-node.ts';
import { type Place, placeBelow, type Report } from '../source/report.ts';
import type { Condition, PolicyRule, ThenBlock } from './ast.ts';
import { parseCondition } from './parse-condition.ts';
import { parseTemplate } from './parse-template.ts';

/** Reads `policyRule` of a definition's properties. What is malformed is reported, and nothing stands in its place. */
export function parseRule(properties: ObjectNode, at: Place, report: Report): PolicyRule | undefined {
  const member = needObject(properties, 'policyRule', 'definition', at, report);
  if (member === undefined) return undefined;
  const rule = member.value;
  const below = placeBelow(at, member.name, rule);
  const ifMember = memberOf(rule, 'if');
  const condition =
    ifMember && parseCondition(ifMember.value, placeBelow(below, ifMember.name, ifMember.value), report);
  if (ifMember === undefined)
    report.error('rule/no-if', `A rule needs 'if': the condition that makes it fire.`, below);
  const then = parseThen(rule, below, report);
  return { if: condition ?? nothing(below), then: then ?? noEffect(below) };
}

function nothing(at: Place): Condition {
  return { kind: 'allOf', conditions: [], at };
}

function noEffect(at: Place): ThenBlock {
  return { effect: { kind: 'constant', value: 'disabled' }, effectAt: at };
}

function parseThen(rule: ObjectNode, at: Place, report: Report): ThenBlock | undefined {
  const member = needObject(rule, 'then', 'rule', at, report);
  if (member === undefined) return undefined;
  const below = placeBelow(at, member.name, member.value);
  const effect = memberOf(member.value, 'effect');
  if (effect === undefined) {
    report.error('rule/no-effect', `'then' needs 'effect', such as deny or [parameters('effect')].`, below);
    return undefined;
  }
  const effectAt = placeBelow(below, effect.name, effect.value);
  if (effect.value.kind !== 'scalar' || typeof effect.value.value !== 'string') {
    report.error('rule/effect-shape', `An effect is a text, found ${describeKind(effect.value)}.`, effectAt);
    return undefined;
  }
  const details = memberOf(member.value, 'details');
  return {
    effect: parseTemplate(effect.value, effectAt, report),
    effectAt,
    ...(details === undefined
      ? {}
      : { details: { node: details.value, at: placeBelow(below, details.name, details.value) } }),
  };
}

type ObjectMember = MemberNode & { readonly value: ObjectNode };

function needObject(
  node: ObjectNode,
  name: 'policyRule' | 'then',
  of: 'definition' | 'rule',
  at: Place,
  report: Report,
): ObjectMember | undefined {
  const member = memberOf(node, name);
  if (member === undefined) {
    const code = name === 'then' ? 'rule/no-then' : 'definition/no-policyRule';
    report.error(code, `A ${of} needs '${name}'.`, at);
    return undefined;
  }
  const { value } = member;
  if (value.kind === 'object') return { ...member, value };
  report.error(
    `${of}/wrong-type`,
    `'${name}' must be an object, found ${describeKind(value)}.`,
    placeBelow(at, member.name, value),
  );
  return undefined;
}
