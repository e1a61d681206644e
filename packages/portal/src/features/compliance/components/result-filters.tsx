import { compliance } from '#strings/common';
import { compliancePages } from '#strings/compliance';
import { FilterBar } from '../../../components/filter-bar.tsx';
import type { ChoiceOf } from '../../../components/filters/filter.ts';
import { SearchField } from '../../../components/search-field.tsx';
import { typeWord } from '../../../lib/format/resource.ts';
import { type PolicySummary, STATE_RANK } from '../../../lib/insights/summary.ts';
import type { ListState } from '../../../lib/list-state.ts';

const words = compliancePages.assignment;

export const RESULT_FILTERS = ['state', 'policy', 'group', 'resourceType', 'resourceGroup'] as const;

export type ResultList = ListState<(typeof RESULT_FILTERS)[number]>;

/** What narrows the results of an assignment. */
export function ResultFilters({
  list,
  members,
  resourceTypes,
  resourceGroups,
  nameOfDefinition,
}: {
  readonly list: ResultList;
  /** The members of the initiative; empty for a single policy. */
  readonly members: readonly PolicySummary[];
  readonly resourceTypes: readonly string[];
  readonly resourceGroups: readonly string[];
  nameOfDefinition(id: string): string;
}) {
  const groups = [...new Set(members.flatMap(({ groupNames }) => groupNames))].sort();
  const filters: readonly ChoiceOf[] = [
    {
      kind: 'choice',
      id: 'state',
      label: words.state,
      options: STATE_RANK.map(value => ({ value, label: compliance[value] })),
    },
    {
      kind: 'choice',
      id: 'policy',
      label: words.policy,
      options: members.map(({ definitionId, referenceId = '' }) => ({
        value: referenceId,
        label: nameOfDefinition(definitionId),
        detail: referenceId,
      })),
    },
    {
      kind: 'choice',
      id: 'group',
      label: words.group,
      options: groups.map(value => ({ value, label: value })),
    },
    {
      kind: 'choice',
      id: 'resourceType',
      label: words.type,
      options: resourceTypes.map(value => ({ value, label: typeWord(value), detail: value })),
    },
    {
      kind: 'choice',
      id: 'resourceGroup',
      label: words.resourceGroup,
      options: resourceGroups.map(value => ({ value, label: value })),
    },
  ];
  return (
    <FilterBar
      // What there is no choice of is not offered, unless it is what narrows the list.
      filters={filters.filter(
        ({ id, options }) =>
          options.length > 0 || (list.values as Record<string, readonly string[]>)[id]?.length,
      )}
      values={list.values}
      onChange={(id, values) => list.setFilter(id as (typeof RESULT_FILTERS)[number], values)}
      onClear={list.clear}
    >
      <SearchField label={words.search} value={list.text} onChange={list.setText} />
    </FilterBar>
  );
}
