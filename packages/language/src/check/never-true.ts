import { findOperator } from '../operators/index.ts';
import { normalizeLocation } from '../runtime/location.ts';
import type { Place, Report } from '../source/report.ts';
import type { Condition, CountSubject, FieldSubject, LeafCondition } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { parseNumber } from '../values/number.ts';

/**
 * Warns of each condition that can never be true, whatever the resource: of one that compares constants, of a count that no
 * array can have, and of conditions of one `allOf` that no value of their field satisfies together.
 *
 * Says nothing where it is not sure: of patterns that need letter case, of values that parameters give, of members of arrays.
 */
export function checkNeverTrue(condition: Condition, report: Report): void {
  visit(condition, report, false);
}

/** True when the condition can never be true; the innermost cause has been reported then. */
function visit(condition: Condition, report: Report, isInAllOf: boolean): boolean {
  switch (condition.kind) {
    case 'leaf':
      return visitLeaf(condition, report);
    case 'not':
      visit(condition.condition, report, false);
      return false;
    case 'anyOf': {
      const never = condition.conditions.map(child => visit(child, report, false));
      return never.length > 0 && never.every(Boolean);
    }
    case 'allOf': {
      const never = condition.conditions.map(child => visit(child, report, true));
      // The outermost group speaks for those inside it.
      const isContradiction = !isInAllOf && contradicts(condition, report);
      return isContradiction || never.some(Boolean);
    }
  }
}

function visitLeaf(leaf: LeafCondition, report: Report): boolean {
  const { subject, operand } = leaf;
  const isEmpty =
    subject.kind === 'count' && subject.where !== undefined && visit(subject.where, report, false);
  const operator = findOperator(leaf.operator);
  if (operator === undefined || operand.kind !== 'constant') return false;
  const lefts = leftsOf(leaf, operand.value, isEmpty);
  if (lefts === undefined || lefts.some(operator.prepare(operand.value))) return false;
  const why =
    subject.kind === 'count'
      ? isEmpty
        ? 'nothing satisfies the where of its count, so that it counts 0'
        : 'no count is such a number'
      : subject.kind === 'field'
        ? 'the list is empty'
        : 'it compares constants';
  report.warning('condition/never-true', `This condition can never be true: ${why}.`, leaf.at);
  return true;
}

/** Values on the left that stand for all that there can be; undefined where they cannot be told. */
function leftsOf(
  { subject, operator }: LeafCondition,
  operand: JsonValue,
  isEmpty: boolean,
): readonly JsonValue[] | undefined {
  switch (subject.kind) {
    case 'field':
      return operator.toLowerCase() === 'in' && isEmptyList(operand) && fieldOf(subject) ? [] : undefined;
    case 'value':
      return subject.value.kind === 'constant' ? [subject.value.value] : undefined;
    case 'count':
      return countsOf(operand, isEmpty ? 0 : mostOf(subject));
  }
}

/** The field in lower case, when it has one value: the members of an array are none when it is empty, and satisfy everything. */
function fieldOf({ field }: FieldSubject): string | undefined {
  if (field.kind !== 'constant' || typeof field.value !== 'string' || field.value.includes('[*]'))
    return undefined;
  return field.value.toLowerCase();
}

function isEmptyList(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

function mostOf({ over }: CountSubject): number {
  const isConstant = over.kind === 'value' && over.value.kind === 'constant';
  return isConstant && Array.isArray(over.value.value) ? over.value.value.length : Number.POSITIVE_INFINITY;
}

/** Counts beside every number of the right side, which is where an answer can change. */
function countsOf(operand: JsonValue, most: number): readonly number[] | undefined {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map(Number);
  if (!numbers.every(Number.isFinite)) return undefined;
  const near = numbers.flatMap(number => [
    Math.floor(number) - 1,
    Math.floor(number),
    Math.floor(number) + 1,
  ]);
  return [0, ...near, most].filter(count => count >= 0 && count <= most && Number.isFinite(count));
}

/** What a condition asks of the value of one field. */
type Demand = {
  readonly field: string;
  readonly at: Place;
  /** In few words, for people. */
  readonly text: string;
  readonly test: (left: JsonValue | undefined) => boolean;
  /** Values that stand for all that satisfy it, where these are few. */
  readonly values?: readonly (JsonValue | undefined)[];
  /** Numbers where its answer can change, of a demand that only numbers satisfy. */
  readonly numbers?: readonly number[];
};

function contradicts(condition: Condition, report: Report): boolean {
  const demands = conjunctsOf(condition)
    .map(demandOf)
    .filter(demand => demand !== undefined);
  let found = false;
  for (const field of new Set(demands.map(demand => demand.field))) {
    const group = demands.filter(demand => demand.field === field);
    const last = group.at(-1);
    const values = candidatesOf(group);
    if (last === undefined || group.length < 2 || values === undefined) continue;
    if (values.some(value => group.every(({ test }) => test(value)))) continue;
    const others = group.slice(0, -1).map(({ text }) => text);
    report.warning(
      'condition/never-true',
      `This condition can never be true beside ${others.join(' and ')}: no value of '${field}' satisfies all of them.`,
      last.at,
    );
    found = true;
  }
  return found;
}

function conjunctsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'allOf' ? condition.conditions.flatMap(conjunctsOf) : [condition];
}

function candidatesOf(group: readonly Demand[]): readonly (JsonValue | undefined)[] | undefined {
  const listed = group.find(({ values }) => values !== undefined)?.values;
  if (listed !== undefined) return listed;
  const numbers = group.flatMap(demand => demand.numbers ?? []).toSorted((a, b) => a - b);
  const between = numbers.flatMap((number, index) => [
    number,
    (number + (numbers[index + 1] ?? number + 2)) / 2,
  ]);
  return numbers.length === 0 ? undefined : [(numbers[0] ?? 0) - 1, ...between];
}

function demandOf(condition: Condition): Demand | undefined {
  switch (condition.kind) {
    case 'leaf':
      return demandOfLeaf(condition);
    case 'not': {
      const inner = demandOf(condition.condition);
      return (
        inner && {
          field: inner.field,
          at: condition.at,
          text: `not ${inner.text}`,
          test: left => !inner.test(left),
        }
      );
    }
    case 'anyOf': {
      const inner = condition.conditions.map(demandOf).filter(demand => demand !== undefined);
      const [first] = inner;
      const isOfOne =
        inner.length === condition.conditions.length && inner.every(({ field }) => field === first?.field);
      if (first === undefined || !isOfOne) return undefined;
      const values = inner.every(demand => demand.values !== undefined)
        ? inner.flatMap(({ values = [] }) => values)
        : undefined;
      return {
        field: first.field,
        at: condition.at,
        text: inner.map(({ text }) => text).join(' or '),
        test: left => inner.some(({ test }) => test(left)),
        ...(values === undefined ? {} : { values }),
      };
    }
    case 'allOf':
      return undefined;
  }
}

/** Operators that look at a text as `equals` does: ignoring case. */
const TEXT = new Set(['equals', 'notequals', 'in', 'notin', 'like', 'notlike', 'exists']);
const ORDER = new Set(['less', 'lessorequals', 'greater', 'greaterorequals']);

function demandOfLeaf({ subject, operator, operand, at }: LeafCondition): Demand | undefined {
  const known = findOperator(operator);
  if (known === undefined || operand.kind !== 'constant' || subject.kind !== 'field') return undefined;
  const key = fieldOf(subject);
  const name = known.name.toLowerCase();
  const right = key === 'location' ? normalizeLocation(operand.value) : operand.value;
  const isOrder = ORDER.has(name) && typeof right === 'number';
  if (key === undefined || isEmptyList(right) || !(TEXT.has(name) || isOrder)) return undefined;
  const values = valuesOf(name, right);
  const isNumber = isOrder || (name === 'equals' && typeof right === 'number');
  return {
    field: key,
    at,
    text: `${known.name} ${shortened(JSON.stringify(operand.value))}`,
    test: known.prepare(right),
    ...(values === undefined ? {} : { values }),
    ...(isNumber ? { numbers: [Number(right)] } : {}),
  };
}

function valuesOf(operator: string, right: JsonValue): Demand['values'] {
  switch (operator) {
    case 'equals':
      return right === null || right === '' ? [undefined, null, ''] : spellingsOf(right);
    case 'exists':
      return String(right).toLowerCase() === 'true' ? undefined : [undefined, null];
    case 'in': {
      if (!Array.isArray(right)) return undefined;
      const spellings = right.map(spellingsOf);
      return spellings.every(each => each !== undefined) ? spellings.flat() : undefined;
    }
    default:
      return undefined;
  }
}

/** The values that equal this one; undefined where there are too many ways to write it. */
function spellingsOf(value: JsonValue): readonly JsonValue[] | undefined {
  if (value === null) return [];
  if (typeof value === 'boolean') return [value, String(value)];
  if (typeof value !== 'string' || parseNumber(value) !== undefined) return undefined;
  const truth = ['true', 'false'].find(word => word === value.toLowerCase());
  return truth === undefined ? [value] : [value, truth === 'true'];
}

const LONGEST = 60;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
