import type { JsonValue } from '@sluice/arm/protocol';
import { conditions } from '#strings/conditions';
import { insights } from '#strings/insights';
import type { ConditionLeaf } from '../trace/condition-node.ts';
import { operatorWords } from '../trace/operator-words.ts';
import { readEvaluatedExpressions } from '../trace/read-evaluated-expressions.ts';
import type { PolicyState } from './policy-state.ts';

/**
 * Why a state is as it is, in a line: what its conditions found, else the server's own reason; undefined where nobody says. What only
 * narrows a rule to a type of resources is left out: it holds for every result of the rule.
 */
export function reasonWords({ reason, evaluatedExpressions }: PolicyState): string | undefined {
  if (reason === undefined) return undefined;
  const leaves = readEvaluatedExpressions(evaluatedExpressions).filter(
    ({ expression, result }) => result === true && expression.toLowerCase() !== 'type',
  );
  return leaves.length === 0 ? reason : leaves.map(leafWords).join('; ');
}

function leafWords({ subject, path, expression, operator, expected, actual }: ConditionLeaf): string {
  const field = shortField(path ?? expression);
  const name = subject === 'Count' ? conditions.count(field) : field;
  const asked = `${name} ${operatorWords(operator)} ${valueWords(expected)}`;
  return insights.found(asked, valueWords(actual));
}

/** The last part of an alias; expressions as they are. */
function shortField(field: string): string {
  return /^[\w./[\]*-]+$/.test(field) ? field.slice(field.lastIndexOf('/') + 1) : field;
}

function valueWords(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? conditions.nothing : value.map(valueWords).join(', ');
  if (typeof value === 'string') return value;
  return value === undefined ? conditions.missing : JSON.stringify(value);
}
