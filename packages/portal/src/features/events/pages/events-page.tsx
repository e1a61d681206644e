import { Button } from '@fluentui/react-components';
import { common, compliance } from '#strings/common';
import { events as words } from '#strings/events';
import { effectWord } from '../../../components/effect-badge.tsx';
import { ExportButton } from '../../../components/export-button.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import type { Filter } from '../../../components/filters/filter.ts';
import { Page } from '../../../components/page.tsx';
import { useScopeNames } from '../../../components/scope-name.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeRangePicker } from '../../../components/time-range.tsx';
import { assignmentNameOf, useAssignmentNames } from '../../../lib/assignments.ts';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { readEventMark, writeEventMark } from '../../../lib/event-mark.ts';
import { saveExport } from '../../../lib/export.ts';
import { scopeOfId } from '../../../lib/format/id.ts';
import { typeWord } from '../../../lib/format/resource.ts';
import { STATE_RANK } from '../../../lib/insights/summary.ts';
import { useListState } from '../../../lib/list-state.ts';
import { allOf, hasWords, isOneOf } from '../../../lib/odata.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import { fileName } from '../../../lib/save-file.ts';
import { useScope } from '../../../lib/scope.ts';
import { boundsOf, readTimeRange, type Span, writeTimeRange } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useEventCount, useEvents, useEventValues } from '../api/get-events.ts';
import { EventPanel } from '../components/event-panel.tsx';
import { EventTable } from '../components/event-table.tsx';

const FILTERS = ['action', 'state', 'assignment', 'type', 'principal'] as const;
const RANGES: readonly Span[] = ['1h', '24h', '7d', '30d', '90d'];

export default function EventsPage() {
  const scope = useScope()?.id;
  const [url, changeUrl] = useUrlState<'span' | 'from' | 'to' | 'event'>();
  const range = readTimeRange(url, '24h');
  const list = useListState(FILTERS);
  const { values } = list;
  const filter = allOf(
    isOneOf('policyDefinitionAction', values.action),
    isOneOf('complianceState', values.state),
    isOneOf('policyAssignmentId', values.assignment),
    isOneOf('resourceType', values.type),
    isOneOf('principalOid', values.principal),
    hasWords('resourceId', list.text),
  );
  const asked = { scope, range, filter };
  const events = useEvents(asked);
  const total = useEventCount(asked);
  const rows = events.data?.pages.flatMap(({ items }) => items) ?? [];
  const { data: assignments } = useAssignmentNames(scope);
  const names = {
    nameOfAssignment: (id: string) => assignmentNameOf(assignments, id),
    nameOfDefinition: useDisplayNames(rows.map(({ definitionId }) => definitionId)),
  };
  const filters = useEventFilters(asked, names.nameOfAssignment);
  const mark = readEventMark(url.event);
  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <ExportButton
          what={words.exported}
          formats={[
            { format: 'csv', label: words.csv },
            { format: 'ndjson', label: words.ndjson },
          ]}
          disabled={scope === undefined}
          onExport={format =>
            saveExport(
              {
                kind: 'policyEvents',
                scope: scope ?? '',
                format,
                query: { ...boundsOf(range, Date.now()), $filter: filter },
              },
              fileName('policy-events', format),
            )
          }
        />
      }
    >
      <FilterBar
        filters={filters}
        values={values}
        onChange={(id, chosen) => list.setFilter(id as (typeof FILTERS)[number], chosen)}
        onClear={list.clear}
      >
        <SearchField label={words.search} value={list.text} onChange={list.setText} />
        <TimeRangePicker value={range} spans={RANGES} onChange={next => changeUrl(writeTimeRange(next))} />
      </FilterBar>
      {events.isError && rows.length === 0 ? (
        <ErrorState error={events.error} what={words.unreadable} onRetry={() => void events.refetch()} />
      ) : (
        <EventTable
          {...names}
          rows={rows}
          isLoading={events.isPending}
          total={total.data}
          hasMore={events.hasNextPage}
          isLoadingMore={events.isFetchingNextPage}
          onMore={() => void events.fetchNextPage()}
          isSelected={({ decisionId }) => mark !== undefined && decisionId === mark.id}
          onOpen={({ decisionId, timestamp }) =>
            changeUrl({ event: writeEventMark({ id: decisionId ?? '', at: timestamp }) })
          }
          empty={
            list.isNarrowed ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState
                title={words.emptyTitle}
                hint={words.emptyHint}
                action={
                  <Button onClick={() => changeUrl(writeTimeRange({ kind: 'span', span: '30d' }))}>
                    {words.longer}
                  </Button>
                }
              />
            )
          }
        />
      )}
      {mark !== undefined && (
        <EventPanel
          key={mark.id}
          scope={scope}
          mark={mark}
          onClose={() => changeUrl({ event: undefined })}
          {...names}
        />
      )}
    </Page>
  );
}

/** What events of the time range can be narrowed by. */
function useEventFilters(
  asked: Parameters<typeof useEvents>[0],
  nameOfAssignment: (id: string) => string,
): readonly Filter[] {
  const nameOfScope = useScopeNames();
  const nameOfWho = usePrincipalName();
  const actions = useEventValues('policyDefinitionAction', asked).data ?? [];
  const assignments = useEventValues('policyAssignmentId', asked).data ?? [];
  const types = useEventValues('resourceType', asked).data ?? [];
  const principals = useEventValues('principalOid', asked).data ?? [];
  return [
    {
      kind: 'choice',
      id: 'action',
      label: words.action,
      options: actions.map(value => ({ value, label: effectWord(value) })),
    },
    {
      kind: 'choice',
      id: 'state',
      label: words.state,
      options: STATE_RANK.map(value => ({ value, label: compliance[value] })),
    },
    {
      kind: 'choice',
      id: 'assignment',
      label: words.assignment,
      options: assignments.map(value => ({
        value,
        label: nameOfAssignment(value),
        detail: nameOfScope(scopeOfId(value)),
      })),
    },
    {
      kind: 'choice',
      id: 'type',
      label: words.type,
      options: types.map(value => ({ value, label: typeWord(value), detail: value })),
    },
    {
      kind: 'choice',
      id: 'principal',
      label: words.principal,
      options: principals.map(value => ({ value, label: nameOfWho(value), detail: value })),
    },
  ];
}
