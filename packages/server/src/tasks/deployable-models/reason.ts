import type { JsonValue } from '@sluice/arm/protocol';
import type { RuleResult } from '@sluice/engine/model';

type Expression = NonNullable<RuleResult['evaluatedExpressions']>[number];

/** Targets of a list that are spelt out. */
const MOST_NAMED = 5;

/** Operators as the rest of a sentence: where they held, and where not. */
const WORDS: ReadonlyMap<string, readonly [held: string, failed: string]> = new Map([
  ['equals', ['is', 'is not']],
  ['like', ['is like', 'is not like']],
  ['match', ['matches', 'does not match']],
  ['matchinsensitively', ['matches', 'does not match']],
  ['contains', ['contains', 'does not contain']],
  ['in', ['is one of', 'is none of']],
  ['containskey', ['has the key', 'does not have the key']],
  ['exists', ['exists:', 'exists: not']],
  ['less', ['is less than', 'is not less than']],
  ['lessorequals', ['is at most', 'is more than']],
  ['greater', ['is more than', 'is not more than']],
  ['greaterorequals', ['is at least', 'is less than']],
]);

/** Why a rule refuses, as a sentence: what it saw of the model. The type, which every rule asks for, is left out. */
export function reasonSentence({ outcome, error, unchanged, evaluatedExpressions = [] }: RuleResult): string {
  if (outcome === 'error')
    return `The policy could not be evaluated: ${error?.message ?? 'no reason is known'}`;
  if (unchanged !== undefined) return unchanged.message;
  const told = evaluatedExpressions.filter(({ expression }) => expression.toLowerCase() !== 'type').map(say);
  return told.length === 0 ? 'The policy refuses every deployment here.' : `${told.join('; ')}.`;
}

function say({ result, expression, path, expressionValue, targetValue, operator }: Expression): string {
  const name = path ?? expression;
  const value = expressionValue === undefined ? '(absent)' : show(expressionValue);
  const key = operator.toLowerCase();
  const isNegated = !WORDS.has(key) && key.startsWith('not');
  const words = WORDS.get(isNegated ? key.slice('not'.length) : key);
  if (words === undefined)
    return `${name} ${value}: ${operator} ${show(targetValue)} is ${result.toLowerCase()}`;
  const [held, failed] = words;
  return `${name} ${value} ${(result === 'True') === isNegated ? failed : held} ${show(targetValue)}`;
}

function show(value: JsonValue): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  const named = value.slice(0, MOST_NAMED).map(show).join(', ');
  return value.length > MOST_NAMED ? `${named} and ${value.length - MOST_NAMED} more` : named || 'nothing';
}
