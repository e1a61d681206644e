import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { activityLog as words } from '#strings/activity-log';
import { common } from '#strings/common';
import { ExportButton } from '../../../components/export-button.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeRangePicker } from '../../../components/time-range.tsx';
import { readEventMark, writeEventMark } from '../../../lib/event-mark.ts';
import { saveExport } from '../../../lib/export.ts';
import { useListState } from '../../../lib/list-state.ts';
import { allOf } from '../../../lib/odata.ts';
import { fileName } from '../../../lib/save-file.ts';
import { useScope } from '../../../lib/scope.ts';
import { boundsOf, readTimeRange, type Span, writeTimeRange } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useLog } from '../api/get-log.ts';
import { LOG_FILTERS, LogFilters, logFilter } from '../components/log-filters.tsx';
import { LogPanel } from '../components/log-panel.tsx';
import { LogSeal } from '../components/log-seal.tsx';
import { LogTable } from '../components/log-table.tsx';
import { logPlaceOf } from '../log-place.ts';

const RANGES: readonly Span[] = ['1h', '6h', '24h', '7d', '30d', '90d', '365d'];

const useStyles = makeStyles({ notice: { marginBottom: tokens.spacingVerticalM } });

export default function ActivityLogPage() {
  const styles = useStyles();
  const scope = useScope();
  const place = scope === undefined ? undefined : logPlaceOf(scope);
  const [url, changeUrl] = useUrlState<'span' | 'from' | 'to' | 'event' | 'view'>();
  const range = readTimeRange(url, '24h');
  const list = useListState(LOG_FILTERS);
  const filter = logFilter(list.values);
  const asked = { place, range, filter };
  const log = useLog(asked);
  const rows = log.data?.pages.flatMap(({ items }) => items) ?? [];
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
          disabled={place === undefined}
          onExport={format =>
            saveExport(
              {
                kind: 'activityLog',
                scope: place?.path ?? '',
                format,
                query: { ...boundsOf(range, Date.now()), $filter: allOf(place?.filter, filter) },
              },
              fileName('activity-log', format),
            )
          }
        />
      }
    >
      <LogSeal />
      {place?.isWider === true && (
        <MessageBar intent="info" className={styles.notice}>
          <MessageBarBody>{words.wholeTenant(scope?.displayName ?? '')}</MessageBarBody>
        </MessageBar>
      )}
      <LogFilters list={list} asked={asked}>
        <TimeRangePicker value={range} spans={RANGES} onChange={next => changeUrl(writeTimeRange(next))} />
      </LogFilters>
      {log.isError && rows.length === 0 ? (
        <ErrorState error={log.error} what={words.unreadable} onRetry={() => void log.refetch()} />
      ) : (
        <LogTable
          rows={rows}
          isLoading={log.isPending}
          hasMore={log.hasNextPage}
          isLoadingMore={log.isFetchingNextPage}
          onMore={() => void log.fetchNextPage()}
          isSelected={({ id }) => id === mark?.id}
          onOpen={({ id, at }) => changeUrl({ event: writeEventMark({ id, at }), view: undefined })}
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
        <LogPanel
          key={mark.id}
          place={place}
          mark={mark}
          onClose={() => changeUrl({ event: undefined, view: undefined })}
        />
      )}
    </Page>
  );
}
