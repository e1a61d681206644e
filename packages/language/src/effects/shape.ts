import {
  type ArrayNode,
  describeKind,
  type JsonNode,
  memberOf,
  type ObjectNode,
} from '../source/json-node.ts';
import { type Place, placeBelow, type Report } from '../source/report.ts';
import type { Details } from '../syntax/ast.ts';
import { isExpression } from '../syntax/parse-expression.ts';
import type { DetailChecks } from './effect-details.ts';

/** A node together with where it stands. */
export type At<Node extends JsonNode = JsonNode> = { readonly node: Node; readonly at: Place };

/** The details as an object, or a report of why they are not. */
export function needObject(
  details: Details | undefined,
  effect: string,
  checks: DetailChecks,
): At<ObjectNode> | undefined {
  if (details === undefined) {
    checks.report.error('details/missing', `The effect ${effect} needs 'details'.`, checks.effectAt);
    return undefined;
  }
  const { node, at } = details;
  if (node.kind === 'object') return { node, at };
  checks.report.error(
    'details/shape',
    `The details of ${effect} are an object, found ${describeKind(node)}.`,
    at,
  );
  return undefined;
}

/** The member of that name, ignoring case. */
export function get(object: At<ObjectNode>, name: string): At | undefined {
  const member = memberOf(object.node, name);
  return member && { node: member.value, at: placeBelow(object.at, member.name, member.value) };
}

/** The member of that name, or a report that it is missing. */
export function need(object: At<ObjectNode>, name: string, report: Report): At | undefined {
  const member = get(object, name);
  if (member === undefined) report.error('details/missing', `Details need '${name}' here.`, object.at);
  return member;
}

export function asObject(value: At, name: string, report: Report): At<ObjectNode> | undefined {
  if (value.node.kind === 'object') return { node: value.node, at: value.at };
  report.error('details/shape', `'${name}' is an object, found ${describeKind(value.node)}.`, value.at);
  return undefined;
}

/** An array with at least one member. */
export function asFilledArray(value: At, name: string, report: Report): At<ArrayNode> | undefined {
  if (value.node.kind === 'array' && value.node.items.length > 0) return { node: value.node, at: value.at };
  const found = value.node.kind === 'array' ? 'an empty one' : describeKind(value.node);
  report.error('details/shape', `'${name}' is an array with at least one member, found ${found}.`, value.at);
  return undefined;
}

export function itemsOf(array: At<ArrayNode>): readonly At[] {
  return array.node.items.map((node, index) => ({ node, at: placeBelow(array.at, index, node) }));
}

/** The text of a node; reports anything else. */
export function asText(value: At, name: string, report: Report): string | undefined {
  if (value.node.kind === 'scalar' && typeof value.node.value === 'string') return value.node.value;
  report.error('details/shape', `'${name}' is a text, found ${describeKind(value.node)}.`, value.at);
  return undefined;
}

/** A text that is one of `allowed` ignoring case, or an expression. */
export function checkOneOf(
  value: At | undefined,
  name: string,
  allowed: readonly string[],
  checks: DetailChecks,
): void {
  const text = value && asText(value, name, checks.report);
  if (value === undefined || text === undefined) return;
  if (isExpression(text)) checks.template(value.node, value.at);
  else if (!allowed.some(each => each.toLowerCase() === text.toLowerCase())) {
    checks.report.error(
      'details/value',
      `'${name}' is one of ${allowed.join(', ')}; found '${text}'.`,
      value.at,
    );
  }
}

/** Ids of the roles that the assignment's identity needs: an array of texts, not empty. */
export function checkRoles(details: At<ObjectNode>, report: Report): void {
  const roles = need(details, 'roleDefinitionIds', report);
  const list = roles && asFilledArray(roles, 'roleDefinitionIds', report);
  for (const role of list === undefined ? [] : itemsOf(list)) asText(role, 'roleDefinitionIds', report);
}

/** Parses an optional value so that its expressions are checked. */
export function checkTemplate(value: At | undefined, checks: DetailChecks): void {
  if (value !== undefined) checks.template(value.node, value.at);
}

/** Reports what an object has beside `known`. */
export function checkKeys(
  object: At<ObjectNode>,
  known: readonly string[],
  what: string,
  report: Report,
): void {
  const folded = known.map(name => name.toLowerCase());
  for (const member of object.node.members) {
    if (folded.includes(member.name.toLowerCase())) continue;
    report.error(
      'details/unknown-key',
      `${what} knows ${known.join(', ')}, not '${member.name}'.`,
      placeBelow(object.at, member.name, member),
    );
  }
}
