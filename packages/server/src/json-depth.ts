import type { JsonValue } from '@sluice/arm/protocol';

/** As deep as a body of any type may be. Beyond that what goes through it by recursion may run out of stack. */
export const MOST_LEVELS = 1_000;

/** Whether a value has more levels of objects and arrays than that. Looks at every member, without recursion. */
export function isTooDeep(value: JsonValue | undefined, most = MOST_LEVELS): boolean {
  let level: readonly JsonValue[] = value === undefined ? [] : [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap(each => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
