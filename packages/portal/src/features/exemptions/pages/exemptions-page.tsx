import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { common } from '#strings/common';
import { exemptions as words } from '#strings/exemptions';
import { CsvButton } from '../../../components/csv-button.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState, ListError } from '../../../components/states.tsx';
import { useExemptWord } from '../../../components/use-exempt-word.ts';
import { assignmentNameOf, useAssignmentNames } from '../../../lib/assignments.ts';
import { useListState } from '../../../lib/list-state.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { useExemptions } from '../../../lib/policy/use-exemptions.ts';
import { useScope } from '../../../lib/scope.ts';
import type { Sort } from '../../../lib/sort.ts';
import { useUsage } from '../api/use-usage.ts';
import { DeleteExemption } from '../components/delete-exemption.tsx';
import { ExemptionTable } from '../components/exemption-table.tsx';
import { CSV_COLUMNS } from '../list/csv-columns.ts';
import { FILTER_IDS, FILTERS, type FilterId } from '../list/filters.ts';
import { listExemptions } from '../list/list-exemptions.ts';

const useStyles = makeStyles({ reading: { color: tokens.colorNeutralForeground3 } });

const BY_EXPIRY: Sort = { column: 'expiry', descending: false };

/** Who is let off what at the scope, above and below it. */
export default function ExemptionsPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const exempt = useExemptWord();
  const scope = useScope();
  const list = useListState<FilterId>(FILTER_IDS, BY_EXPIRY);
  const [deleting, setDeleting] = useState<Exemption>();
  const query = useExemptions(scope?.id);
  const usage = useUsage(scope?.id);
  const names = useAssignmentNames(scope?.id);
  const { text, values, sort } = list;
  const rows = useMemo(
    () =>
      listExemptions(query.data ?? [], {
        query: text,
        filters: values,
        usage: usage.data,
        assignmentNameOf: id => assignmentNameOf(names.data, id),
        sort,
        now: Date.now(),
      }),
    [query.data, text, values, usage.data, names.data, sort],
  );
  const create = () => void navigate({ to: '/policy/exemptions/edit', search: {} } as never);

  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          {exempt !== undefined && (
            <Button appearance="primary" icon={<Add20Regular />} onClick={create}>
              {exempt}
            </Button>
          )}
          <CsvButton
            what={words.what}
            file="exemptions"
            columns={CSV_COLUMNS}
            rows={rows}
            isWhole={query.isWhole}
          />
        </>
      }
    >
      {usage.error !== null && usage.data === undefined && (
        <ErrorState error={usage.error} what={words.usageNotRead} onRetry={() => void usage.refetch()} />
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
        <ExemptionTable
          rows={rows}
          isLoading={query.data === undefined}
          isMore={usage.data?.isMore ?? false}
          sort={list.sort}
          onSort={list.setSort}
          onDelete={setDeleting}
          empty={
            query.data?.length === 0 ? (
              <EmptyState
                title={words.empty}
                hint={words.emptyHint}
                action={
                  exempt !== undefined && (
                    <Button appearance="primary" onClick={create}>
                      {exempt}
                    </Button>
                  )
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
      {query.isGrowing && <p className={styles.reading}>{common.loading}</p>}
      <DeleteExemption exemption={deleting} onClose={() => setDeleting(undefined)} />
    </Page>
  );
}
