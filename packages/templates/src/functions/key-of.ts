import { EvaluationError, type JsonValue } from '@sluice/language/expressions';

/** What a lambda gave as the name of a member. */
export function keyOf(name: string, key: JsonValue): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'number') return String(key);
  throw new EvaluationError('function/bad-argument', `${name}(): the lambda must give a text as the key.`);
}
