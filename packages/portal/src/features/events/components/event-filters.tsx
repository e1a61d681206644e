import type { ReactNode } from 'react';
import { compliance } from '#strings/common';
import { events } from '#strings/events';
import { effectWord } from '../../../components/effect-badge.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import type { Filter } from '../../../components/filters/filter.ts';
import { SearchField } from '../../../components/search-field.tsx';
import { typeWord } from '../../../lib/format/resource.ts';
import type { ListState } from '../../../lib/list-state.ts';
import { EVENT_FILTERS, type EventFilters } from '../event-filter.ts';

type Name = (typeof EVENT_FILTERS)[number];

/** What narrows the events: of each filter, what there is at this scope and time, and what is chosen though there is none of it. */
export function EventFilterBar({
  list,
  choices,
  nameOfAssignment,
  children,
}: {
  readonly list: ListState<Name>;
  readonly choices: EventFilters | undefined;
  nameOfAssignment(id: string): string;
  /** What stands before the search field. */
  readonly children: ReactNode;
}) {
  const labels: Readonly<Record<Name, (value: string) => string>> = {
    state: value => (compliance as Readonly<Record<string, string>>)[value] ?? value,
    action: effectWord,
    assignment: nameOfAssignment,
    resourceType: typeWord,
    resourceGroup: value => value,
  };
  const filters = EVENT_FILTERS.map(
    (id): Filter => ({
      kind: 'choice',
      id,
      label: events.filters[id],
      options: distinct([...(choices?.[id] ?? []), ...list.values[id]]).map(value => {
        const label = labels[id](value);
        return DETAILED.has(id) && label !== value ? { value, label, detail: value } : { value, label };
      }),
    }),
  );
  return (
    <FilterBar
      filters={filters}
      values={list.values}
      onChange={(id, values) => list.setFilter(id as Name, values)}
      onClear={list.clear}
    >
      {children}
      <SearchField label={events.search} value={list.text} onChange={list.setText} />
    </FilterBar>
  );
}

/** Filters whose options can be called the same. */
const DETAILED: ReadonlySet<Name> = new Set(['assignment', 'resourceType']);

/** Without case, as events compare; of those that are the same the last, so that a chosen value finds itself. */
function distinct(values: readonly string[]): readonly string[] {
  return [...new Map(values.map(value => [value.toLowerCase(), value])).values()];
}
