import { isArray } from './canonical.ts';
import { equalTo, hasKey } from './compare.ts';
import { foldText } from './fold.ts';
import type { JsonValue } from './json.ts';
import type { Predicate } from './predicate.ts';
import { scalarText } from './text.ts';

/**
 * Makes the test of `contains` and `notContains`: a part of a text, an element of an array, a key of an object.
 * Scalars are searched as text.
 */
export function containment(operand: JsonValue): Predicate {
  const text = scalarText(operand);
  const folded = text === undefined ? undefined : foldText(text);
  const isOperand = equalTo(operand);
  return left => {
    if (isArray(left)) return left.some(isOperand);
    if (folded === undefined) return false;
    const whole = scalarText(left);
    return whole === undefined ? hasKey(left, folded) : foldText(whole).includes(folded);
  };
}
