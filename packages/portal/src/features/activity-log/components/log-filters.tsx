import type { ReactNode } from 'react';
import { activityLog as words } from '#strings/activity-log';
import { FilterBar } from '../../../components/filter-bar.tsx';
import type { Filter, FilterOption } from '../../../components/filters/filter.ts';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import type { ListState } from '../../../lib/list-state.ts';
import { allOf, isOneOf } from '../../../lib/odata.ts';
import { usePrincipals } from '../../../lib/principals.ts';
import { type LogAsked, useLogValues } from '../api/get-log.ts';
import { operationWords } from '../operation-words.ts';

/** What the log can be narrowed by, each with the field that it asks. */
export const LOG_FIELDS = {
  caller: 'caller',
  operation: 'operationName',
  status: 'status',
  category: 'category',
  level: 'level',
  resource: 'resourceId',
  type: 'resourceType',
  correlation: 'correlationId',
} as const;

export type LogFilterName = keyof typeof LOG_FIELDS;
export const LOG_FILTERS = Object.keys(LOG_FIELDS) as readonly LogFilterName[];

/** The `$filter` of what is chosen; undefined where nothing is. */
export function logFilter(values: Readonly<Record<LogFilterName, readonly string[]>>): string | undefined {
  return allOf(...LOG_FILTERS.map(name => isOneOf(LOG_FIELDS[name], values[name])));
}

/** The filters of the log. What entries of the time range have is offered; anything else can be typed. */
export function LogFilters({
  list,
  asked,
  children,
}: {
  readonly list: ListState<LogFilterName>;
  readonly asked: LogAsked;
  readonly children: ReactNode;
}) {
  const { data: seen } = useLogValues(asked);
  const { data: principals = [] } = usePrincipals();
  const filters: readonly Filter[] = [
    { ...choice('caller', words.caller, callersOf(principals, seen?.callers ?? [])), canType: true },
    {
      ...choice(
        'operation',
        words.operation,
        (seen?.operations ?? []).map(value => ({ value, label: operationWords(value), detail: value })),
      ),
      canType: true,
    },
    choice('status', words.status, optionsOf(words.statuses)),
    choice('category', words.category, optionsOf(words.categories)),
    choice('level', words.level, optionsOf(words.levels)),
    {
      ...choice(
        'resource',
        words.resource,
        (seen?.resourceIds ?? []).map(value => ({ value, label: shortPath(value), detail: value })),
      ),
      canType: true,
    },
    {
      ...choice(
        'type',
        words.resourceType,
        (seen?.resourceTypes ?? []).map(value => ({ value, label: typeWord(value), detail: value })),
      ),
      canType: true,
    },
    { kind: 'text', id: 'correlation', label: words.correlation, hint: words.correlationHint },
  ];
  return (
    <FilterBar
      filters={filters}
      values={list.values}
      onChange={(id, values) => list.setFilter(id as LogFilterName, values)}
      onClear={list.clear}
    >
      {children}
    </FilterBar>
  );
}

function choice(id: LogFilterName, label: string, options: readonly FilterOption[]) {
  return { kind: 'choice', id, label, options } as const;
}

function optionsOf(labels: Readonly<Record<string, string>>): readonly FilterOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** Those who did something first, then everybody else who could have. */
function callersOf(
  principals: readonly { readonly objectId: string; readonly displayName: string }[],
  seen: readonly string[],
): readonly FilterOption[] {
  const names = new Map(principals.map(({ objectId, displayName }) => [objectId.toLowerCase(), displayName]));
  const known = new Set(seen.map(each => each.toLowerCase()));
  const others = principals.map(({ objectId }) => objectId).filter(id => !known.has(id.toLowerCase()));
  return [...seen, ...others].map(value => {
    const name = names.get(value.toLowerCase());
    return name === undefined ? { value, label: value } : { value, label: name, detail: value };
  });
}
