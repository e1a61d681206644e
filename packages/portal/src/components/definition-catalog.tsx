import { Button } from '@fluentui/react-components';
import { type ReactNode, useMemo } from 'react';
import { common } from '#strings/common';
import { definitions as words } from '#strings/definitions';
import type { CsvColumn } from '../lib/csv.ts';
import { useListState } from '../lib/list-state.ts';
import type { DefinitionKind, DefinitionSummary } from '../lib/policy/definition-summary.ts';
import { searchDefinitions, valuesOf } from '../lib/policy/search-definitions.ts';
import { sortDefinitions } from '../lib/policy/sort-definitions.ts';
import { useDefinitions } from '../lib/policy/use-definitions.ts';
import { useScope } from '../lib/scope.ts';
import { CsvButton } from './csv-button.tsx';
import { DefinitionTable } from './definition-table.tsx';
import { effectWord } from './effect-badge.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { Filter } from './filters/filter.ts';
import { Page } from './page.tsx';
import { SearchField } from './search-field.tsx';
import { EmptyState, ListError } from './states.tsx';

const FILTERS = ['type', 'category', 'mode', 'effect'] as const;

const FILES = { policy: 'definitions', initiative: 'initiatives' } as const;

const CSV: readonly CsvColumn<DefinitionSummary>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'displayName', value: ({ displayName }) => displayName },
  { header: 'description', value: ({ description }) => description },
  { header: 'policyType', value: ({ policyType }) => policyType },
  { header: 'category', value: ({ category }) => category },
  { header: 'mode', value: ({ mode }) => mode },
  { header: 'effect', value: ({ effect }) => effect },
  { header: 'policies', value: ({ members }) => members },
  { header: 'version', value: ({ version }) => version },
];

/** The page that lists all definitions, or all initiatives, that the scope can see: searched, filtered, sorted, exported. */
export function DefinitionCatalog({
  kind,
  title,
  purpose,
  create,
}: {
  readonly kind: DefinitionKind;
  readonly title: string;
  readonly purpose: string;
  /** What makes a new one; undefined when the reader may not. */
  readonly create: ReactNode | undefined;
}) {
  const scope = useScope();
  const all = useDefinitions(kind, scope?.id, 'below too');
  const list = useListState(FILTERS);
  const { type, category, mode, effect } = list.values;
  // The lists of values are new with each rendering, and the same as long as the address is.
  const filter = JSON.stringify({ query: list.text, policyType: type, category, mode, effect });
  const found = useMemo(() => searchDefinitions(all.data ?? [], JSON.parse(filter)), [all.data, filter]);
  const { column, descending } = list.sort;
  const rows = useMemo(() => sortDefinitions(found, { column, descending }), [found, column, descending]);
  return (
    <Page
      title={title}
      purpose={purpose}
      commands={
        <>
          {create}
          <CsvButton
            what={words.exported[kind]}
            file={FILES[kind]}
            columns={CSV}
            rows={rows}
            isWhole={all.isWhole}
          />
        </>
      }
    >
      <FilterBar
        filters={filtersOf(kind, all.data ?? [])}
        values={list.values}
        onChange={(id, values) => list.setFilter(id as (typeof FILTERS)[number], values)}
        onClear={list.clear}
      >
        <SearchField label={words.searchList[kind]} value={list.text} onChange={list.setText} />
      </FilterBar>
      <ListError query={all} what={words.unreadable[kind]} />
      {(all.error === null || all.data !== undefined) && (
        <DefinitionTable
          kind={kind}
          rows={rows}
          isLoading={all.isPending || (rows.length === 0 && all.isGrowing)}
          sort={list.sort}
          onSort={list.setSort}
          empty={
            list.isNarrowed ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState title={words.emptyList[kind]} hint={words.emptyListHint[kind]} action={create} />
            )
          }
        />
      )}
    </Page>
  );
}

function filtersOf(kind: DefinitionKind, all: readonly DefinitionSummary[]): readonly Filter[] {
  const options = (values: readonly string[], label = (value: string) => value) =>
    values.map(value => ({ value, label: label(value) }));
  const choice = (
    id: (typeof FILTERS)[number],
    label: string,
    values: readonly { value: string; label: string }[],
  ) => ({ kind: 'choice', id, label, options: values }) as const;
  return [
    choice(
      'type',
      words.type,
      Object.entries(words.policyTypes).map(([value, label]) => ({ value, label })),
    ),
    choice('category', words.category, options(valuesOf(all, 'category'))),
    ...(kind === 'policy'
      ? [
          choice('mode', words.mode, options(valuesOf(all, 'mode'))),
          choice('effect', words.effect, options(valuesOf(all, 'effects'), effectWord)),
        ]
      : []),
  ];
}
