import { Button } from '@fluentui/react-components';
import { common } from '#strings/common';
import { compliancePages } from '#strings/compliance';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import type { PolicySummary } from '../../../lib/insights/summary.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { useStateCount, useStates, useStateValues } from '../api/get-states.ts';
import { ResultFilters, type ResultList } from './result-filters.tsx';
import { RESULT_ORDERS, ResultTable } from './result-table.tsx';

const words = compliancePages.assignment;

/** What is not as it should be first. */
const USUAL_ORDER = 'isCompliant asc,resourceId asc';

/** The results of an assignment, with what narrows them. */
export function AssignmentResults({
  scope,
  at,
  list,
  ofAssignment,
  filter,
  members,
  nameOfDefinition,
}: {
  readonly scope: string | undefined;
  readonly at: string | undefined;
  readonly list: ResultList;
  /** `$filter` of all results of the assignment. */
  readonly ofAssignment: string | undefined;
  /** The same, narrowed. */
  readonly filter: string | undefined;
  readonly members: readonly PolicySummary[];
  nameOfDefinition(id: string): string;
}) {
  const { column, descending } = list.sort;
  const field = Object.hasOwn(RESULT_ORDERS, column) ? RESULT_ORDERS[column] : undefined;
  const orderBy = field === undefined ? USUAL_ORDER : `${field} ${descending ? 'desc' : 'asc'}`;
  const states = useStates({ scope, at, filter, orderBy });
  const total = useStateCount({ scope, at, filter });
  const types = useStateValues('resourceType', { scope, at, filter: ofAssignment });
  const groups = useStateValues('resourceGroup', { scope, at, filter: ofAssignment });
  const rows = states.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ResultFilters
        list={list}
        members={members}
        resourceTypes={types.data ?? []}
        resourceGroups={groups.data ?? []}
        nameOfDefinition={nameOfDefinition}
      />
      {states.isError && rows.length === 0 ? (
        <ErrorState error={states.error} what={words.unreadable} onRetry={() => void states.refetch()} />
      ) : (
        <ResultTable
          at={at}
          hasMembers={members.length > 0}
          nameOfDefinition={nameOfDefinition}
          rows={rows}
          isLoading={states.isPending}
          total={total.data}
          {...morePages(states)}
          sort={list.sort}
          onSort={list.setSort}
          empty={
            list.isNarrowed ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState title={words.emptyTitle} hint={words.emptyHint} />
            )
          }
        />
      )}
    </>
  );
}
