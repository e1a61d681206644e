import { Button } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { common } from '#strings/common';
import { events as words } from '#strings/events';
import { ExportButton } from '../../../components/export-button.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeRangePicker, UnreadableRange } from '../../../components/time-range.tsx';
import { assignmentNameOf, useAssignmentNames } from '../../../lib/assignments.ts';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { saveExport } from '../../../lib/export.ts';
import { useListState } from '../../../lib/list-state.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import { fileName } from '../../../lib/save-file.ts';
import { useScope } from '../../../lib/scope.ts';
import { boundsOf, readTimeRange, type Span, writeTimeRange } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { usePolicyEventChoices, usePolicyEventCount, usePolicyEvents } from '../api/get-events.ts';
import { EventFilterBar } from '../components/event-filters.tsx';
import { EventPanel } from '../components/event-panel.tsx';
import { EVENT_ORDERS, type EventNames, EventTable } from '../components/event-table.tsx';
import { EVENT_FILTERS, eventFilter } from '../event-filter.ts';
import { eventKey } from '../event-key.ts';

const SPANS: readonly Span[] = ['1h', '6h', '24h', '7d', '30d', '90d', '365d'];
const USUAL_SPAN: Span = '7d';
const LONGEST: Span = '365d';
const NEWEST_FIRST = { column: 'time', descending: true };

export default function EventsPage() {
  const scope = useScope()?.id;
  const [url, change] = useUrlState<'span' | 'from' | 'to' | 'event' | 'eventTime'>();
  const range = readTimeRange(url, USUAL_SPAN);
  const list = useListState(EVENT_FILTERS, NEWEST_FIRST);
  const filter = eventFilter(list.values, list.text);
  const column = EVENT_ORDERS[list.sort.column] ?? 'timestamp';
  const asked = { scope, range, filter, orderBy: `${column} ${list.sort.descending ? 'desc' : 'asc'}` };
  const found = usePolicyEvents(asked);
  const total = usePolicyEventCount(asked);
  const choices = usePolicyEventChoices(asked);
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const names = useEventNames(
    scope,
    rows.map(({ definitionId }) => definitionId),
  );
  const isOpen = url.event !== undefined && url.event !== '';
  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          <Button icon={<ArrowClockwise20Regular />} onClick={() => void found.refetch()}>
            {words.refresh}
          </Button>
          <ExportButton
            what={words.exported}
            formats={[
              { format: 'csv', label: words.exportCsv },
              { format: 'ndjson', label: words.exportNdjson },
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
        </>
      }
    >
      <UnreadableRange state={url} />
      <EventFilterBar list={list} choices={choices.data} nameOfAssignment={names.ofAssignment}>
        <TimeRangePicker value={range} spans={SPANS} onChange={next => change(writeTimeRange(next))} />
      </EventFilterBar>
      {found.error !== null && !found.isFetchNextPageError && (
        <ErrorState error={found.error} what={words.unreadable} onRetry={() => void found.refetch()} />
      )}
      {(found.error === null || rows.length > 0) && (
        <EventTable
          rows={rows}
          isLoading={found.isPending || found.isPlaceholderData}
          {...morePages(found)}
          total={total.data}
          sort={list.sort}
          onSort={list.setSort}
          isSelected={event => eventKey(event) === url.event}
          names={names}
          onOpen={event => change({ event: eventKey(event), eventTime: event.timestamp })}
          empty={
            list.isNarrowed ? (
              <EmptyState
                title={common.noMatch}
                hint={words.emptyHint}
                action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState
                title={words.empty}
                hint={words.emptyHint}
                action={
                  <Button onClick={() => change(writeTimeRange({ kind: 'span', span: LONGEST }))}>
                    {words.longer}
                  </Button>
                }
              />
            )
          }
        />
      )}
      {isOpen && (
        <EventPanel
          key={url.event}
          scope={scope}
          id={url.event ?? ''}
          at={url.eventTime}
          shown={rows.find(event => eventKey(event) === url.event)}
          names={names}
          onClose={() => change({ event: undefined, eventTime: undefined })}
        />
      )}
    </Page>
  );
}

function useEventNames(scope: string | undefined, definitionIds: readonly string[]): EventNames {
  const assignments = useAssignmentNames(scope);
  const ofPrincipal = usePrincipalName();
  return {
    ofDefinition: useDisplayNames(definitionIds),
    ofAssignment: id => assignmentNameOf(assignments.data, id),
    ofPrincipal: id => (id === undefined ? words.nobody : ofPrincipal(id)),
  };
}
