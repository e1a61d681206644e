import type { DiagnosticCode } from '../source/codes.ts';
import {
  describeKind,
  type JsonNode,
  type MemberNode,
  memberOf,
  type ObjectNode,
} from '../source/json-node.ts';
import { type Place, placeBelow, type Report } from '../source/report.ts';
import { didYouMean, similarNames } from '../vocabulary/similar.ts';
import type { Condition, CountSubject, FieldSubject, LogicalOperator, Subject, ValueSubject } from './ast.ts';
import { parseTemplate } from './parse-template.ts';

const LOGICAL: ReadonlyMap<string, LogicalOperator | 'not'> = new Map([
  ['allof', 'allOf'],
  ['anyof', 'anyOf'],
  ['not', 'not'],
]);
const SUBJECTS: ReadonlySet<string> = new Set(['field', 'value', 'count', 'source']);
const COUNT_KEYS: ReadonlySet<string> = new Set(['field', 'value', 'name', 'where']);

/**
 * Reads one condition. What is malformed is reported, and left out of what is given back: undefined when nothing is left.
 *
 * A condition is whole exactly when the report has no error more than before; what is left of another one serves to find
 * what else is wrong.
 */
export function parseCondition(node: JsonNode, at: Place, report: Report): Condition | undefined {
  if (node.kind !== 'object') {
    report.error('condition/shape', `Expected a condition (an object), found ${describeKind(node)}.`, at);
    return undefined;
  }
  if (node.members.length === 0) {
    report.error(
      'condition/empty',
      'A condition needs allOf, anyOf, not, or one of field, value, count with an operator.',
      at,
    );
    return undefined;
  }
  const logical = node.members.find(member => LOGICAL.has(member.name.toLowerCase()));
  return logical === undefined ? parseLeaf(node, at, report) : parseLogical(node, logical, at, report);
}

function parseLogical(
  node: ObjectNode,
  member: MemberNode,
  at: Place,
  report: Report,
): Condition | undefined {
  const kind = LOGICAL.get(member.name.toLowerCase()) ?? 'not';
  const extra = node.members.filter(other => other !== member);
  for (const other of extra) {
    report.error(
      'condition/extra-key',
      `'${other.name}' cannot stand beside ${kind}.`,
      placeBelow(at, other.name, other),
    );
  }
  const below = placeBelow(at, member.name, member.value);
  return kind === 'not'
    ? parseNot(member.value, below, at, report)
    : parseGroup(kind, member.value, below, at, report);
}

function parseNot(node: JsonNode, below: Place, at: Place, report: Report): Condition | undefined {
  const condition = parseCondition(node, below, report);
  return condition && { kind: 'not', condition, at };
}

function parseGroup(
  kind: LogicalOperator,
  node: JsonNode,
  below: Place,
  at: Place,
  report: Report,
): Condition | undefined {
  if (node.kind !== 'array') {
    report.error(
      'condition/shape',
      `${kind} needs an array of conditions, found ${describeKind(node)}.`,
      below,
    );
    return undefined;
  }
  const conditions = node.items
    .map((item, index) => parseCondition(item, placeBelow(below, index, item), report))
    .filter(condition => condition !== undefined);
  return { kind, conditions, at };
}

function parseLeaf(node: ObjectNode, at: Place, report: Report): Condition | undefined {
  const subjects = node.members.filter(member => SUBJECTS.has(member.name.toLowerCase()));
  const operators = node.members.filter(member => !SUBJECTS.has(member.name.toLowerCase()));
  const [subjectMember] = subjects;
  const [operator] = operators;
  if (subjectMember === undefined) {
    report.error(
      'condition/no-subject',
      `A condition needs one of field, value or count; this has ${listNames(operators)}.`,
      at,
    );
    return undefined;
  }
  const subject =
    subjects.length > 1
      ? tooMany('condition/several-subjects', 'subject', subjects, at, report)
      : parseSubject(subjectMember, at, report);
  if (operator === undefined) {
    report.error(
      'condition/no-operator',
      `A condition needs an operator beside '${subjectMember.name}', such as equals.`,
      at,
    );
    return undefined;
  }
  if (operators.length > 1) return tooMany('condition/several-operators', 'operator', operators, at, report);
  const operandAt = placeBelow(at, operator.name, operator.value);
  const operand = parseTemplate(operator.value, operandAt, report);
  const operatorAt = placeBelow(at, operator.name, operator);
  return subject && { kind: 'leaf', subject, operator: operator.name, operatorAt, operand, operandAt, at };
}

function tooMany(
  code: DiagnosticCode,
  what: string,
  members: readonly MemberNode[],
  at: Place,
  report: Report,
): undefined {
  report.error(code, `A condition has exactly one ${what}; this has ${listNames(members)}.`, at);
  return undefined;
}

function listNames(members: readonly MemberNode[]): string {
  return members.map(member => `'${member.name}'`).join(', ');
}

function parseSubject(member: MemberNode, at: Place, report: Report): Subject | undefined {
  const below = placeBelow(at, member.name, member.value);
  switch (member.name.toLowerCase()) {
    case 'field':
      return parseField(member.value, below, report);
    case 'value':
      return parseValue(member.value, below, report);
    case 'count':
      return parseCount(member.value, below, report);
    default:
      report.error(
        'condition/source',
        `'source' was removed from the language. Compare the field 'type' instead.`,
        placeBelow(at, member.name, member),
      );
      return undefined;
  }
}

function parseField(node: JsonNode, at: Place, report: Report): FieldSubject | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    report.error('field/shape', `A field is named by a text, found ${describeKind(node)}.`, at);
    return undefined;
  }
  return { kind: 'field', field: parseTemplate(node, at, report), at };
}

function parseValue(node: JsonNode, at: Place, report: Report): ValueSubject {
  return { kind: 'value', value: parseTemplate(node, at, report), at };
}

function parseCount(node: JsonNode, at: Place, report: Report): CountSubject | undefined {
  if (node.kind !== 'object') {
    report.error(
      'count/shape',
      `count needs an object with field or value, found ${describeKind(node)}.`,
      at,
    );
    return undefined;
  }
  for (const member of node.members) {
    if (COUNT_KEYS.has(member.name.toLowerCase())) continue;
    const similar = didYouMean(similarNames(member.name, COUNT_KEYS));
    report.error(
      'count/unknown-key',
      `count knows field, value, name and where, not '${member.name}'.${similar}`,
      placeBelow(at, member.name, member),
    );
  }
  const over = parseCounted(node, at, report);
  const name = parseCountName(node, at, report);
  const whereMember = memberOf(node, 'where');
  const where =
    whereMember &&
    parseCondition(whereMember.value, placeBelow(at, whereMember.name, whereMember.value), report);
  if (over === undefined) return undefined;
  return {
    kind: 'count',
    over,
    at,
    ...(name === undefined ? {} : { name: name.name }),
    ...(where === undefined ? {} : { where }),
  };
}

function parseCounted(node: ObjectNode, at: Place, report: Report): FieldSubject | ValueSubject | undefined {
  const field = memberOf(node, 'field');
  const value = memberOf(node, 'value');
  if (field !== undefined && value === undefined)
    return parseField(field.value, placeBelow(at, field.name, field.value), report);
  if (value !== undefined && field === undefined)
    return parseValue(value.value, placeBelow(at, value.name, value.value), report);
  report.error(
    'count/subject',
    `count needs field or value, ${field === undefined ? 'and has neither' : 'not both'}.`,
    at,
  );
  return undefined;
}

function parseCountName(node: ObjectNode, at: Place, report: Report): { name: string } | undefined {
  const member = memberOf(node, 'name');
  if (member === undefined) return undefined;
  const place = placeBelow(at, member.name, member.value);
  if (memberOf(node, 'field') !== undefined) {
    report.error(
      'count/name',
      'Only a count over value has a name; a count over field is named by its alias.',
      place,
    );
    return undefined;
  }
  if (
    member.value.kind === 'scalar' &&
    typeof member.value.value === 'string' &&
    /^[A-Za-z0-9]+$/.test(member.value.value)
  ) {
    return { name: member.value.value };
  }
  report.error('count/name', 'The name of a count is a text of letters and digits.', place);
  return undefined;
}
