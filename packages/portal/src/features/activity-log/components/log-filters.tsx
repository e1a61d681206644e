import type { ReactNode } from 'react';
import { activityLog as words } from '#strings/activity-log';
import { FilterBar } from '../../../components/filter-bar.tsx';
import type { Filter, FilterOption } from '../../../components/filters/filter.ts';
import { SearchField } from '../../../components/search-field.tsx';
import { typeWord } from '../../../lib/format/resource.ts';
import type { ListState } from '../../../lib/list-state.ts';
import type { LogChoices } from '../api/get-choices.ts';
import type { LOG_FILTERS } from '../log-filter.ts';
import { operationWords } from '../operation-words.ts';

export type LogList = ListState<(typeof LOG_FILTERS)[number]>;

const NONE: LogChoices = { callers: [], operations: [], resourceTypes: [], resourceGroups: [] };

/** What narrows the log. */
export function LogFilters({
  list,
  choices = NONE,
  nameOfCaller,
  children,
}: {
  readonly list: LogList;
  readonly choices: LogChoices | undefined;
  nameOfCaller(caller: string): string;
  /** What stands before the search field. */
  readonly children: ReactNode;
}) {
  const { values } = list;
  const filters: readonly Filter[] = [
    choice('caller', optionsOf(choices.callers, values.caller, nameOfCaller)),
    choice('operation', optionsOf(choices.operations, values.operation, operationWords)),
    choice('status', named(words.statuses)),
    choice('category', named(words.categories)),
    choice('level', named(words.levels)),
    choice('resourceType', optionsOf(choices.resourceTypes, values.resourceType, typeWord)),
    choice(
      'resourceGroup',
      optionsOf(choices.resourceGroups, values.resourceGroup, name => name),
    ),
    {
      kind: 'text',
      id: 'correlationId',
      label: words.filters.correlation,
      hint: words.filters.correlationHint,
    },
  ];
  return (
    <FilterBar
      filters={filters}
      values={values}
      onChange={(id, next) => list.setFilter(id as (typeof LOG_FILTERS)[number], next)}
      onClear={list.clear}
    >
      {children}
      <SearchField label={words.search} value={list.text} onChange={list.setText} />
    </FilterBar>
  );
}

type ChoiceId = Exclude<(typeof LOG_FILTERS)[number], 'correlationId'>;

function choice(id: ChoiceId, options: readonly FilterOption[]): Filter {
  return { kind: 'choice', id, label: words.filters[id], options };
}

/** What there is, and what is chosen though there is none of it now. */
function optionsOf(
  values: readonly string[],
  chosen: readonly string[],
  nameOf: (value: string) => string,
): readonly FilterOption[] {
  return [...new Set([...values, ...chosen])].map(value => {
    const label = nameOf(value);
    return label === value ? { value, label } : { value, label, detail: value };
  });
}

function named(labels: Readonly<Record<string, string>>): readonly FilterOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
