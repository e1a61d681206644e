import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { assignments as words } from '#strings/assignments';
import { common } from '#strings/common';
import { exports } from '#strings/export';
import { ExportButton } from '../../../components/export-button.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import { Page } from '../../../components/page.tsx';
import type { Sort } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { toCsv } from '../../../lib/csv.ts';
import { readValues, writeValues } from '../../../lib/filter-values.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { useAssignments } from '../../../lib/policy/use-assignment.ts';
import { fileName, saveFile } from '../../../lib/save-file.ts';
import { type ScopeNode, useScope, useScopeTree } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useComplianceNumbers } from '../api/use-non-compliant.ts';
import { AssignmentTable } from '../components/assignment-table.tsx';
import { DeleteAssignment } from '../components/delete-assignment.tsx';
import { CSV_COLUMNS } from '../list/csv-columns.ts';
import { FILTERS, type FilterId } from '../list/filters.ts';
import { listAssignments } from '../list/list-assignments.ts';

const useStyles = makeStyles({
  search: { width: 'min(320px, 100%)', maxWidth: 'none' },
  reading: { color: tokens.colorNeutralForeground3 },
});

const NO_NODES: readonly ScopeNode[] = [];

/** What is assigned at the scope: here, above and below it. */
export default function AssignmentsPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const scope = useScope();
  const { data: tree = NO_NODES } = useScopeTree();
  const [url, change] = useUrlState<'q' | 'sort' | FilterId>();
  const [deleting, setDeleting] = useState<Assignment>();
  const query = useAssignments(scope?.id);
  const numbers = useComplianceNumbers(scope?.id);
  const sort = readSort(url.sort);
  const values = {
    relation: readValues(url.relation),
    type: readValues(url.type),
    enforcement: readValues(url.enforcement),
    compliance: readValues(url.compliance),
  };
  const { relation, type, enforcement, compliance } = url;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are read of these parameters
  const rows = useMemo(
    () =>
      query.data === undefined || scope === undefined
        ? []
        : listAssignments(query.data, {
            scope: scope.id,
            tree,
            query: url.q ?? '',
            filters: values,
            numbers: numbers.data ?? new Map(),
            sort,
          }),
    [query.data, numbers.data, scope, tree, url.q, url.sort, relation, type, enforcement, compliance],
  );
  const assign = () => void navigate({ to: '/policy/assign', search: {} } as never);
  const clear = () =>
    change({
      q: undefined,
      relation: undefined,
      type: undefined,
      enforcement: undefined,
      compliance: undefined,
    });

  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          <Button appearance="primary" icon={<Add20Regular />} onClick={assign}>
            {words.assign}
          </Button>
          <ExportButton
            what={words.what}
            formats={[{ format: 'csv', label: exports.csv }]}
            disabled={rows.length === 0}
            onExport={async () =>
              saveFile(
                fileName('assignments', 'csv'),
                new Blob([toCsv(CSV_COLUMNS, rows)], { type: 'text/csv' }),
              )
            }
          />
        </>
      }
    >
      <FilterBar
        filters={FILTERS}
        values={values}
        onChange={(id, chosen) => change({ [id]: writeValues(chosen) })}
        onClear={clear}
      >
        <SearchBox
          className={styles.search}
          aria-label={words.search}
          placeholder={words.search}
          value={url.q ?? ''}
          onChange={(_, { value }) => change({ q: value }, { replace: true })}
        />
      </FilterBar>
      {query.error !== null && query.data === undefined ? (
        <ErrorState error={query.error} what={words.notRead} onRetry={() => void query.refetch()} />
      ) : (
        <AssignmentTable
          rows={rows}
          numbers={numbers.data}
          isLoading={query.data === undefined}
          sort={sort}
          onSort={({ column, descending }) => change({ sort: `${column}${descending ? ' desc' : ''}` })}
          onDelete={setDeleting}
          empty={
            query.data?.length === 0 ? (
              <EmptyState
                title={words.empty}
                hint={words.emptyHint}
                action={
                  <Button appearance="primary" onClick={assign}>
                    {words.assign}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={clear}>{common.clearFilters}</Button>}
              />
            )
          }
        />
      )}
      {query.isGrowing && <p className={styles.reading}>{words.reading}</p>}
      {deleting !== undefined && (
        <DeleteAssignment assignment={deleting} onClose={() => setDeleting(undefined)} />
      )}
    </Page>
  );
}

function readSort(text = 'name'): Sort {
  const [column = 'name', direction] = text.split(' ');
  return { column, descending: direction === 'desc' };
}
