import { isArray, isIdentical } from './canonical.ts';
import { compareInstants, parseDateTime } from './date.ts';
import { compareToFolded, foldsTo, foldText } from './fold.ts';
import type { JsonValue } from './json.ts';
import { parseNumber } from './number.ts';
import type { Predicate } from './predicate.ts';

/**
 * Makes the test "equals this value" of the language's conditions.
 *
 * Texts ignore case; a text equals the number that it spells and the boolean that it names; null and a missing value
 * equal null and the empty text; a number never equals a boolean; arrays and objects equal their like, member by
 * member and with case. Source: the language's coercion table, conformance/operators/equals.yaml.
 */
export function equalTo(right: JsonValue): Predicate {
  if (typeof right === 'string') return equalToText(right);
  if (typeof right === 'number') {
    return left => left === right || (typeof left === 'string' && parseNumber(left) === right);
  }
  if (typeof right === 'boolean') {
    const name = String(right);
    return left => left === right || (typeof left === 'string' && foldsTo(left, name));
  }
  if (right === null) return left => left === undefined || left === null || left === '';
  return left => typeof left === 'object' && left !== null && isIdentical(left, right);
}

function equalToText(right: string): Predicate {
  const folded = foldText(right);
  return left => {
    switch (typeof left) {
      case 'string':
        return foldsTo(left, folded);
      case 'number':
        return parseNumber(right) === left;
      case 'boolean':
        return folded === String(left);
      default:
        return right === '' && (left === undefined || left === null);
    }
  };
}

/** `equalTo` for a pair that is compared once. */
export function isEqual(left: JsonValue | undefined, right: JsonValue): boolean {
  return equalTo(right)(left);
}

/**
 * Makes the comparison with this value: negative, 0, positive, or NaN for values that have no order (which makes every
 * `<` and `>=` false).
 *
 * Numbers, and a number with a text that spells one, by value; two ISO 8601 date-times as moments; other texts by
 * their folded form; false before true. Nothing else has an order.
 */
export function orderTo(right: JsonValue | undefined): (left: JsonValue | undefined) => number {
  switch (typeof right) {
    case 'number':
      return left => numberOf(left) - right;
    case 'boolean':
      return left => (typeof left === 'boolean' ? Number(left) - Number(right) : Number.NaN);
    case 'string':
      return orderToText(right);
    default:
      return () => Number.NaN;
  }
}

/** `orderTo` for a pair that is compared once. */
export function order(left: JsonValue | undefined, right: JsonValue | undefined): number {
  return orderTo(right)(left);
}

function orderToText(right: string): (left: JsonValue | undefined) => number {
  const folded = foldText(right);
  const number = parseNumber(right) ?? Number.NaN;
  const moment = parseDateTime(right);
  return left => {
    if (typeof left === 'number') return left - number;
    if (typeof left !== 'string') return Number.NaN;
    const other = moment === undefined ? undefined : parseDateTime(left);
    if (moment !== undefined && other !== undefined) return compareInstants(other, moment);
    return compareToFolded(left, folded);
  };
}

function numberOf(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  return (typeof value === 'string' ? parseNumber(value) : undefined) ?? Number.NaN;
}

/** Says whether an object has a property of that name, ignoring case. */
export function hasKey(object: JsonValue | undefined, folded: string): boolean {
  if (typeof object !== 'object' || object === null || isArray(object)) return false;
  for (const name of Object.keys(object)) if (foldsTo(name, folded)) return true;
  return false;
}
