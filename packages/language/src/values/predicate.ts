import type { JsonValue } from './json.ts';

/** Says something of a value; `undefined` is one that is not there. */
export type Predicate = (value: JsonValue | undefined) => boolean;

/** The predicate that holds exactly where the given one does not. */
export function negate(predicate: Predicate): Predicate {
  return value => !predicate(value);
}
