import { hasKey } from './compare.ts';
import { foldText } from './fold.ts';
import type { JsonValue } from './json.ts';
import type { Predicate } from './predicate.ts';
import { scalarText } from './text.ts';

/** Makes the test of `containsKey` and `notContainsKey`. */
export function possession(operand: JsonValue): Predicate {
  const name = scalarText(operand);
  if (name === undefined) return () => false;
  const folded = foldText(name);
  return left => hasKey(left, folded);
}
