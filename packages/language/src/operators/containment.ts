import { isArray } from '../values/canonical.ts';
import { equalTo, hasKey } from '../values/compare.ts';
import { foldText } from '../values/fold.ts';
import type { JsonValue } from '../values/json.ts';
import { scalarText } from '../values/text.ts';
import type { Test } from './operator.ts';

/**
 * Makes the test of `contains` and `notContains`: a part of a text, an element of an array, a key of an object.
 * Scalars are searched as text.
 */
export function containment(operand: JsonValue): Test {
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
