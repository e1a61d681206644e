import { Button } from '@fluentui/react-components';
import { Add20Regular, Delete16Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { common } from '#strings/common';
import { exemptions as words } from '#strings/exemptions';
import { CsvButton } from '../../../components/csv-button.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { useListState } from '../../../lib/list-state.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { useExemptions } from '../../../lib/policy/use-exemptions.ts';
import { useScope } from '../../../lib/scope.ts';
import { AssignmentName } from '../components/assignment-name.tsx';
import { DeleteExemption } from '../components/delete-exemption.tsx';
import { ExpiryText } from '../components/expiry-text.tsx';
import { FILTER_NAMES, FILTERS } from '../list/filters.ts';
import { listExemptions } from '../list/list-exemptions.ts';

const USUAL_SORT = { column: 'name', descending: false };

const CSV: readonly CsvColumn<Exemption>[] = [
  { header: words.columns.name, value: ({ displayName }) => displayName },
  { header: words.columns.category, value: ({ category }) => category },
  { header: words.columns.expires, value: ({ expiresOn }) => expiresOn },
  { header: words.columns.assignmentId, value: ({ assignmentId }) => assignmentId },
  { header: words.columns.scopeId, value: ({ scope }) => scope },
  { header: words.columns.members, value: ({ referenceIds }) => referenceIds.join(' ') },
  { header: words.columns.description, value: ({ description }) => description },
  { header: words.columns.id, value: ({ id }) => id },
];

/** Everything that is let off at the scope. */
export default function ExemptionsPage() {
  const navigate = useNavigate();
  const scope = useScope();
  const query = useExemptions(scope?.id);
  const list = useListState(FILTER_NAMES, USUAL_SORT);
  const [deleting, setDeleting] = useState<Exemption>();
  const all = query.data ?? [];
  const rows = listExemptions(
    all,
    { query: list.text, category: list.values.category, expiry: list.values.expiry, sort: list.sort },
    Date.now(),
  );
  const create = (
    <Button
      appearance="primary"
      icon={<Add20Regular />}
      onClick={() => void navigate({ to: '/policy/exemptions/edit', search: {} } as never)}
    >
      {words.create}
    </Button>
  );

  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          {create}
          <CsvButton what={words.title} file="exemptions" columns={CSV} rows={rows} />
        </>
      }
    >
      <FilterBar
        filters={FILTERS}
        values={list.values}
        onChange={(id, chosen) => list.setFilter(id as (typeof FILTER_NAMES)[number], chosen)}
        onClear={list.clear}
      >
        <SearchField label={words.search} value={list.text} onChange={list.setText} />
      </FilterBar>
      {query.error !== null && query.data === undefined ? (
        <ErrorState error={query.error} what={words.notRead} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={words.title}
          columns={columnsOf(setDeleting)}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.data === undefined}
          sort={list.sort}
          onSort={list.setSort}
          empty={
            all.length === 0 ? (
              <EmptyState title={words.empty} hint={words.emptyHint} action={create} />
            ) : (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            )
          }
        />
      )}
      {query.isGrowing && <p>{words.reading}</p>}
      {deleting !== undefined && (
        <DeleteExemption exemption={deleting} onClose={() => setDeleting(undefined)} />
      )}
    </Page>
  );
}

function columnsOf(onDelete: (exemption: Exemption) => void): readonly Column<Exemption>[] {
  const { columns } = words;
  return [
    {
      id: 'name',
      header: columns.name,
      width: 240,
      isSortable: true,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <PortalLink to="/policy/exemptions/details" search={{ id }}>
            {displayName}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'assignment',
      header: columns.assignment,
      width: 260,
      isSortable: true,
      cell: ({ assignmentId }) => <AssignmentName id={assignmentId} />,
    },
    {
      id: 'scope',
      header: columns.scope,
      width: 200,
      isSortable: true,
      cell: ({ scope }) => <ScopeName id={scope} />,
    },
    {
      id: 'category',
      header: columns.category,
      width: 110,
      cell: ({ category }) => words.categories[category],
    },
    {
      id: 'expires',
      header: columns.expires,
      width: 170,
      isSortable: true,
      cell: exemption => <ExpiryText exemption={exemption} />,
    },
    {
      id: 'members',
      header: columns.members,
      width: 160,
      cell: ({ referenceIds }) =>
        referenceIds.length === 0 ? words.allMembers : words.members(referenceIds.length),
    },
    {
      id: 'delete',
      header: common.more,
      width: 120,
      cell: exemption => (
        <Button
          size="small"
          appearance="subtle"
          icon={<Delete16Regular />}
          aria-label={`${words.delete} ${exemption.displayName}`}
          onClick={() => onDelete(exemption)}
        />
      ),
    },
    {
      id: 'description',
      header: columns.description,
      width: 320,
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
  ];
}
