import { contains } from './contains.ts';
import { containsKey } from './containsKey.ts';
import { equals } from './equals.ts';
import { exists } from './exists.ts';
import { greater } from './greater.ts';
import { greaterOrEquals } from './greaterOrEquals.ts';
import { inOperator } from './in.ts';
import { less } from './less.ts';
import { lessOrEquals } from './lessOrEquals.ts';
import { like } from './like.ts';
import { match } from './match.ts';
import { matchInsensitively } from './matchInsensitively.ts';
import { notContains } from './notContains.ts';
import { notContainsKey } from './notContainsKey.ts';
import { notEquals } from './notEquals.ts';
import { notIn } from './notIn.ts';
import { notLike } from './notLike.ts';
import { notMatch } from './notMatch.ts';
import { notMatchInsensitively } from './notMatchInsensitively.ts';
import type { Operator } from './operator.ts';

/** Every operator that a condition may use, each with its opposite beside it. */
export const OPERATORS: readonly Operator[] = [
  equals,
  notEquals,
  inOperator,
  notIn,
  like,
  notLike,
  match,
  notMatch,
  matchInsensitively,
  notMatchInsensitively,
  contains,
  notContains,
  containsKey,
  notContainsKey,
  less,
  lessOrEquals,
  greater,
  greaterOrEquals,
  exists,
];

const BY_NAME: ReadonlyMap<string, Operator> = new Map(
  OPERATORS.map(operator => [operator.name.toLowerCase(), operator]),
);

/** The operator of that name, in any letter case. */
export function findOperator(name: string): Operator | undefined {
  return BY_NAME.get(name.toLowerCase());
}
