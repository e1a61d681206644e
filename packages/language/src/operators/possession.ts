import { hasKey } from '../values/compare.ts';
import { foldText } from '../values/fold.ts';
import type { JsonValue } from '../values/json.ts';
import { scalarText } from '../values/text.ts';
import type { Test } from './operator.ts';

/** Makes the test of `containsKey` and `notContainsKey`. */
export function possession(operand: JsonValue): Test {
  const name = scalarText(operand);
  if (name === undefined) return () => false;
  const folded = foldText(name);
  return left => hasKey(left, folded);
}
