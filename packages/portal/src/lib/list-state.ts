import { useMemo } from 'react';
import { readValues, writeValues } from './filter-values.ts';
import { readSort, type Sort, writeSort } from './sort.ts';
import { useUrlState } from './url-state.ts';

/** What narrows and orders a list, kept in the address. */
export type ListState<Name extends string> = {
  /** What is searched for. */
  readonly text: string;
  setText(text: string): void;
  /** What is chosen of each filter. */
  readonly values: Readonly<Record<Name, readonly string[]>>;
  setFilter(name: Name, values: readonly string[]): void;
  /** Whether anything narrows the list. */
  readonly isNarrowed: boolean;
  /** Takes the search and all filters off. */
  clear(): void;
  readonly sort: Sort;
  setSort(sort: Sort): void;
};

const UNSORTED: Sort = { column: '', descending: false };

/**
 * The search (`q`), the filters (each under its name) and the order (`sort`) of a list. `names` and `usualSort` must be one value each for
 * good; what is read of the address then stays the same value until the address changes.
 */
export function useListState<Name extends string>(
  names: readonly Name[],
  usualSort: Sort = UNSORTED,
): ListState<Name> {
  const [state, change] = useUrlState<string>();
  const kept = JSON.stringify(names.map(name => readValues(state[name])));
  const values = useMemo(() => {
    const chosen = JSON.parse(kept) as readonly (readonly string[])[];
    return Object.fromEntries(names.map((name, index) => [name, chosen[index] ?? []])) as Record<
      Name,
      readonly string[]
    >;
  }, [names, kept]);
  const sorted = state['sort'];
  const sort = useMemo(() => readSort(sorted) ?? usualSort, [sorted, usualSort]);
  const text = state['q'] ?? '';
  const nothing = Object.fromEntries([...names, 'q'].map(name => [name, undefined]));
  return {
    text,
    setText: next => change({ q: next === '' ? undefined : next }, { replace: true }),
    values,
    setFilter: (name, next) => change({ [name]: writeValues(next) }),
    isNarrowed: text !== '' || names.some(name => values[name].length > 0),
    clear: () => change(nothing),
    sort,
    setSort: sort => change({ sort: writeSort(sort) }, { replace: true }),
  };
}
