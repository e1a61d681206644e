import { isArray, isIdentical } from './canonical.ts';
import { compareInstants, parseDateTime } from './date.ts';
import { compareFolded, foldsTo, foldText } from './fold.ts';
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
 * Orders two values: negative, 0, positive, or NaN when they have no order (which makes every `<` and `>=` false).
 *
 * Numbers, and a number with a text that spells one, by value; two ISO 8601 date-times as moments; other texts by
 * their folded form; false before true. Nothing else has an order.
 */
export function order(left: JsonValue | undefined, right: JsonValue | undefined): number {
  switch (typeof left) {
    case 'number':
      return left - numberOf(right);
    case 'boolean':
      return typeof right === 'boolean' ? Number(left) - Number(right) : Number.NaN;
    case 'string':
      return typeof right === 'string' ? orderTexts(left, right) : parsedNumber(left) - plainNumber(right);
    default:
      return Number.NaN;
  }
}

function orderTexts(left: string, right: string): number {
  const leftDate = parseDateTime(left);
  const rightDate = leftDate === undefined ? undefined : parseDateTime(right);
  if (leftDate !== undefined && rightDate !== undefined) return compareInstants(leftDate, rightDate);
  return compareFolded(left, right);
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === 'string' ? parsedNumber(value) : plainNumber(value);
}

function parsedNumber(text: string): number {
  return parseNumber(text) ?? Number.NaN;
}

function plainNumber(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** Says whether an object has a property of that name, ignoring case. */
export function hasKey(object: JsonValue | undefined, folded: string): boolean {
  if (typeof object !== 'object' || object === null || isArray(object)) return false;
  for (const name of Object.keys(object)) if (foldsTo(name, folded)) return true;
  return false;
}
