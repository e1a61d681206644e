import { byText } from '../by-text.ts';
import type { Sort } from '../sort.ts';
import type { DefinitionSummary } from './definition-summary.ts';

const VALUES: Readonly<Record<string, (definition: DefinitionSummary) => string | number>> = {
  name: ({ displayName }) => displayName,
  policyType: ({ policyType }) => policyType,
  category: ({ category }) => category ?? '',
  effect: ({ effect, effects }) => effect ?? effects[0] ?? '',
  mode: ({ mode }) => mode ?? '',
  members: ({ members }) => members ?? 0,
  version: ({ version }) => version,
  storedAt: ({ storedAt }) => storedAt,
  updatedOn: ({ updatedOn }) => updatedOn ?? '',
};

/** In the order of a column; as they come for a column that there is not. What is equal keeps its order. */
export function sortDefinitions(
  definitions: readonly DefinitionSummary[],
  { column, descending }: Sort,
): readonly DefinitionSummary[] {
  const value = VALUES[column];
  if (value === undefined) return definitions;
  const sign = descending ? -1 : 1;
  return [...definitions].sort((one, other) => {
    const [left, right] = [value(one), value(other)];
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * byText(String(left), String(right));
  });
}
