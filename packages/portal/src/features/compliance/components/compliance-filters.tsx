import { compliance } from '#strings/common';
import { compliancePages } from '#strings/compliance';
import { FilterBar } from '../../../components/filter-bar.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import type { ListState } from '../../../lib/list-state.ts';

const words = compliancePages.list;

export const LIST_FILTERS = ['state', 'kind', 'enforcement', 'resourceType'] as const;

const STATES = ['NonCompliant', 'Compliant', 'Error', 'Conflict', 'Protected', 'Exempt', 'Unknown'] as const;

/** What narrows the list of assignments. */
export function ComplianceFilters({
  list,
  resourceTypes,
}: {
  readonly list: ListState<(typeof LIST_FILTERS)[number]>;
  /** Those that are judged here. */
  readonly resourceTypes: readonly string[];
}) {
  return (
    <FilterBar
      filters={[
        {
          kind: 'choice',
          id: 'state',
          label: words.state,
          options: [
            ...STATES.map(value => ({ value: value as string, label: compliance[value] as string })),
            { value: 'NotStarted', label: words.nothingJudged },
          ],
        },
        { kind: 'choice', id: 'kind', label: words.kind, options: optionsOf(words.kinds) },
        {
          kind: 'choice',
          id: 'enforcement',
          label: words.enforcement,
          options: optionsOf(words.enforcements),
        },
        {
          kind: 'choice',
          id: 'resourceType',
          label: words.resourceType,
          options: resourceTypes.map(value => ({ value, label: value })),
        },
      ]}
      values={list.values}
      onChange={(id, values) => list.setFilter(id as (typeof LIST_FILTERS)[number], values)}
      onClear={list.clear}
    >
      <SearchField label={words.search} value={list.text} onChange={list.setText} />
    </FilterBar>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
