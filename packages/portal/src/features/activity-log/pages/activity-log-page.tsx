import { Button } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { activityLog as words } from '#strings/activity-log';
import { common } from '#strings/common';
import { ExportButton } from '../../../components/export-button.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeRangePicker, UnreadableRange } from '../../../components/time-range.tsx';
import { saveExport } from '../../../lib/export.ts';
import { useListState } from '../../../lib/list-state.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { allOf } from '../../../lib/odata.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import { fileName } from '../../../lib/save-file.ts';
import { useScope, useScopeTree } from '../../../lib/scope.ts';
import { boundsOf, readTimeRange, type Span, writeTimeRange } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useLogChoices } from '../api/get-choices.ts';
import { useEvents } from '../api/get-events.ts';
import { EventPanel } from '../components/event-panel.tsx';
import { LogFilters } from '../components/log-filters.tsx';
import { LogSeal } from '../components/log-seal.tsx';
import { LogTable } from '../components/log-table.tsx';
import { LOG_FILTERS, logFilter } from '../log-filter.ts';
import { logPlace } from '../log-place.ts';

const SPANS: readonly Span[] = ['1h', '6h', '24h', '7d', '30d', '90d', '365d'];
const USUAL_SPAN: Span = '7d';
const LONGEST: Span = '365d';

export default function ActivityLogPage() {
  const tree = useScopeTree();
  const scope = useScope();
  const place = tree.isPending ? undefined : logPlace(scope, tree.data ?? []);
  const [url, change] = useUrlState<'span' | 'from' | 'to' | 'event' | 'eventTime'>();
  const range = readTimeRange(url, USUAL_SPAN);
  const list = useListState(LOG_FILTERS);
  const filter = logFilter(list.values, list.text);
  const events = useEvents({ place, range, filter });
  const choices = useLogChoices(place, range);
  const nameOf = usePrincipalName();
  const rows = events.data?.pages.flatMap(({ items }) => items) ?? [];
  const isOpen = url.event !== undefined && url.event !== '';
  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          <Button icon={<ArrowClockwise20Regular />} onClick={() => void events.refetch()}>
            {words.refresh}
          </Button>
          <ExportButton
            what={words.exported}
            formats={[
              { format: 'csv', label: words.exportCsv },
              { format: 'ndjson', label: words.exportNdjson },
            ]}
            disabled={place === undefined}
            onExport={format =>
              saveExport(
                {
                  kind: 'activityLog',
                  scope: place?.under ?? '',
                  format,
                  query: { ...boundsOf(range, Date.now()), $filter: allOf(place?.filter, filter) },
                },
                fileName('activity-log', format),
              )
            }
          />
          <LogSeal />
        </>
      }
    >
      <UnreadableRange state={url} />
      <LogFilters list={list} choices={choices.data} nameOfCaller={nameOf}>
        <TimeRangePicker value={range} spans={SPANS} onChange={next => change(writeTimeRange(next))} />
      </LogFilters>
      {events.error !== null && !events.isFetchNextPageError && (
        <ErrorState error={events.error} what={words.unreadable} onRetry={() => void events.refetch()} />
      )}
      {(events.error === null || rows.length > 0) && (
        <LogTable
          rows={rows}
          isLoading={events.isPending || events.isPlaceholderData}
          {...morePages(events)}
          isSelected={({ id }) => id === url.event}
          nameOfCaller={nameOf}
          onOpen={({ id, at }) => change({ event: id, eventTime: at })}
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
          id={url.event ?? ''}
          at={url.eventTime}
          shown={rows.find(({ id }) => id === url.event)}
          nameOfCaller={nameOf}
          onClose={() => change({ event: undefined, eventTime: undefined })}
        />
      )}
    </Page>
  );
}
