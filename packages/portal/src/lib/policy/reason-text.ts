import type { JsonValue } from '@sluice/arm/protocol';
import { conditions } from '#strings/conditions';
import type { ConditionLeaf } from '../trace/condition-node.ts';
import { operatorWords } from '../trace/operator-words.ts';
import { readEvaluatedExpressions } from '../trace/read-evaluated-expressions.ts';
import type { Reason } from './preview.ts';

/** More than this of a list is a number. */
const MOST_VALUES = 3;

/**
 * Why a rule says what it says, as one line: the assignment's own message, else what was seen. The type of the resource is left out,
 * since every rule asks for it. Rules narrow down as they go: what was seen last says most, and comes first.
 */
export function reasonText({ message, error, expressions }: Reason): string {
  if (error !== undefined) return error;
  if (message !== undefined && message !== '') return message;
  return readEvaluatedExpressions(expressions)
    .filter(({ expression }) => expression.toLowerCase() !== 'type')
    .map(leafText)
    .reverse()
    .join('; ');
}

function leafText(leaf: ConditionLeaf): string {
  const what = leaf.path ?? leaf.expression;
  const subject = leaf.subject === 'Count' ? conditions.count(what) : what;
  const isTrue = leaf.result === true;
  if (leaf.operator.toLowerCase() === 'exists') {
    const isThere = isTrue === (String(leaf.expected).toLowerCase() === 'true');
    return `${subject} ${isThere ? conditions.exists : conditions.existsNot}`;
  }
  const operator = isTrue ? leaf.operator : (OPPOSITES.get(leaf.operator.toLowerCase()) ?? leaf.operator);
  return `${subject} ${valueText(leaf.actual)} ${operatorWords(operator)} ${valueText(leaf.expected)}`;
}

/** What holds where the operator does not. */
const PAIRS = [
  ['equals', 'notEquals'],
  ['like', 'notLike'],
  ['match', 'notMatch'],
  ['matchInsensitively', 'notMatchInsensitively'],
  ['contains', 'notContains'],
  ['in', 'notIn'],
  ['containsKey', 'notContainsKey'],
  ['less', 'greaterOrEquals'],
  ['greater', 'lessOrEquals'],
] as const;
const OPPOSITES: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap(([one, other]) => [
    [one.toLowerCase(), other],
    [other.toLowerCase(), one],
  ]),
);

function valueText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return `(${conditions.missing})`;
  if (value === '') return `(${conditions.emptyText})`;
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  if (value.length === 0) return conditions.nothing;
  const shown = value.slice(0, MOST_VALUES).map(valueText).join(', ');
  const more = value.length - MOST_VALUES;
  return more > 0 ? `${shown} ${conditions.more(more)}` : shown;
}
