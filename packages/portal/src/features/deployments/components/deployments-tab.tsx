import { Button } from '@fluentui/react-components';
import { common, compliance } from '#strings/common';
import { deployments as words } from '#strings/deployments';
import { Allowed } from '../../../components/allowed.tsx';
import { CommandLink } from '../../../components/command-link.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import type { Filter } from '../../../components/filters/filter.ts';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { useListState } from '../../../lib/list-state.ts';
import { useDeployments } from '../../../lib/models/use-deployments.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { allOf, isOneOf } from '../../../lib/odata.ts';
import { getAllDeployments } from '../api/get-all-deployments.ts';
import { DeploymentTable } from './deployment-table.tsx';

const NAMES = ['kind', 'complianceState'] as const;
const STATES = ['NonCompliant', 'Compliant', 'Exempt', 'Conflict', 'Error', 'Unknown'] as const;

const FILTERS: readonly Filter[] = [
  {
    id: 'kind',
    kind: 'choice',
    label: words.filters.kind,
    options: Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
  },
  {
    id: 'complianceState',
    kind: 'choice',
    label: words.filters.complianceState,
    options: STATES.map(value => ({ value, label: compliance[value] })),
  },
];

/** What runs at a scope, or in one workspace. */
export function DeploymentsTab({ scope }: { readonly scope: string | undefined }) {
  const list = useListState(NAMES);
  const narrowed = {
    search: list.text,
    filter: allOf(isOneOf('kind', list.values.kind), isOneOf('complianceState', list.values.complianceState)),
  };
  const query = useDeployments({ scope, ...narrowed });
  return (
    <>
      <FilterBar
        filters={FILTERS}
        values={list.values}
        onChange={(id, chosen) => list.setFilter(id as (typeof NAMES)[number], chosen)}
        onClear={list.clear}
      >
        <SearchField label={words.search} value={list.text} onChange={list.setText} />
      </FilterBar>
      {query.isError && !query.isFetchNextPageError && (
        <ErrorState error={query.error} what={words.notRead} onRetry={() => void query.refetch()} />
      )}
      {(query.data !== undefined || !query.isError) && (
        <DeploymentTable
          rows={query.data?.pages.flatMap(({ items }) => items) ?? []}
          isLoading={query.isPending || query.isPlaceholderData}
          {...morePages(query)}
          readAll={() => getAllDeployments({ scope: scope ?? '', ...narrowed })}
          empty={
            list.isNarrowed ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState
                title={words.empty}
                hint={words.emptyHint}
                action={
                  <Allowed action={ACTIONS.deploy}>
                    <CommandLink to="/deploy" appearance="primary">
                      {words.deploy}
                    </CommandLink>
                  </Allowed>
                }
              />
            )
          }
        />
      )}
    </>
  );
}
