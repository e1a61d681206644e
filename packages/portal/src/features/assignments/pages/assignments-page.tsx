import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { assignments as words } from '#strings/assignments';
import { common } from '#strings/common';
import { Allowed } from '../../../components/allowed.tsx';
import { CsvButton } from '../../../components/csv-button.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState, ListError } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { useListState } from '../../../lib/list-state.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { useAssignments } from '../../../lib/policy/use-assignment.ts';
import { type ScopeNode, useScope, useScopeTree } from '../../../lib/scope.ts';
import type { Sort } from '../../../lib/sort.ts';
import { useComplianceNumbers } from '../api/use-compliance-numbers.ts';
import { AssignmentTable } from '../components/assignment-table.tsx';
import { DeleteAssignment } from '../components/delete-assignment.tsx';
import { CSV_COLUMNS } from '../list/csv-columns.ts';
import { FILTER_IDS, FILTERS, type FilterId } from '../list/filters.ts';
import { listAssignments } from '../list/list-assignments.ts';

const useStyles = makeStyles({
  reading: { color: tokens.colorNeutralForeground3 },
});

const NO_NODES: readonly ScopeNode[] = [];
const BY_NAME: Sort = { column: 'name', descending: false };

/** What is assigned at the scope: here, above and below it. */
export default function AssignmentsPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const scope = useScope();
  const { data: tree = NO_NODES } = useScopeTree();
  const list = useListState<FilterId>(FILTER_IDS, BY_NAME);
  const [deleting, setDeleting] = useState<Assignment>();
  const query = useAssignments(scope?.id);
  const numbers = useComplianceNumbers(scope?.id);
  const { text, values, sort } = list;
  const rows = useMemo(
    () =>
      listAssignments(query.data ?? [], {
        scope: scope?.id ?? '',
        tree,
        query: text,
        filters: values,
        numbers: numbers.data ?? new Map(),
        sort,
      }),
    [query.data, scope?.id, tree, text, values, numbers.data, sort],
  );
  const assign = () => void navigate({ to: '/policy/assign', search: {} } as never);

  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          <Allowed action={ACTIONS.assign}>
            <Button appearance="primary" icon={<Add20Regular />} onClick={assign}>
              {words.assign}
            </Button>
          </Allowed>
          <CsvButton
            what={words.what}
            file="assignments"
            columns={CSV_COLUMNS}
            rows={rows}
            isWhole={query.isWhole}
          />
        </>
      }
    >
      {numbers.error !== null && numbers.data === undefined && (
        <ErrorState
          error={numbers.error}
          what={words.numbersNotRead}
          onRetry={() => void numbers.refetch()}
        />
      )}
      <FilterBar
        filters={FILTERS}
        values={list.values}
        onChange={(id, chosen) => list.setFilter(id as FilterId, chosen)}
        onClear={list.clear}
      >
        <SearchField label={words.search} value={list.text} onChange={list.setText} />
      </FilterBar>
      <ListError query={query} what={words.notRead} />
      {(query.error === null || query.data !== undefined) && (
        <AssignmentTable
          rows={rows}
          counting={numbers.data !== undefined ? 'done' : numbers.error === null ? 'running' : 'failed'}
          isLoading={query.data === undefined}
          sort={list.sort}
          onSort={list.setSort}
          onDelete={setDeleting}
          empty={
            query.data?.length === 0 ? (
              <EmptyState
                title={words.empty}
                hint={words.emptyHint}
                action={
                  <Allowed action={ACTIONS.assign}>
                    <Button appearance="primary" onClick={assign}>
                      {words.assign}
                    </Button>
                  </Allowed>
                }
              />
            ) : (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            )
          }
        />
      )}
      {query.isGrowing && <p className={styles.reading}>{words.reading}</p>}
      <DeleteAssignment assignment={deleting} onClose={() => setDeleting(undefined)} />
    </Page>
  );
}
