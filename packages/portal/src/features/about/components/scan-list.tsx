import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { about as words } from '#strings/about';
import { scans as scanWords } from '#strings/scans';
import { Card } from '../../../components/card.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { isUnderWay, progressOf, type Scan, useScans } from '../../../lib/scans.ts';
import { GoodOrBad } from './good-or-bad.tsx';

const useStyles = makeStyles({
  progress: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  bar: { flex: '1 1 60px', minWidth: '60px' },
});

const COLUMNS: readonly Column<Scan>[] = [
  { id: 'status', header: words.scanColumns.status, width: 140, cell: scan => <Status scan={scan} /> },
  {
    id: 'reason',
    header: words.scanColumns.reason,
    width: 240,
    cell: ({ reason }) => scanWords.reason(reason),
  },
  {
    id: 'scope',
    header: words.scanColumns.scope,
    width: 240,
    cell: ({ scope }) => (scope === '/' ? words.everything : <ScopeName id={scope} />),
  },
  { id: 'progress', header: words.scanColumns.progress, width: 260, cell: scan => <Progress scan={scan} /> },
  {
    id: 'requested',
    header: words.scanColumns.requested,
    width: 140,
    cell: ({ requestedOn }) => <TimeText at={requestedOn} />,
  },
  {
    id: 'ended',
    header: words.scanColumns.ended,
    width: 140,
    cell: ({ endedOn }) => <TimeText at={endedOn} />,
  },
];

/** The newest scans, with how far those have got that are under way. */
export function ScanList() {
  const query = useScans();
  return (
    <Card title={words.scans}>
      <p>{words.scansHint}</p>
      {query.isError && query.data === undefined ? (
        <ErrorState error={query.error} what={words.scansFailed} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={words.scansTable}
          columns={COLUMNS}
          rows={query.data ?? []}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
          empty={<EmptyState title={words.noScans} hint={words.noScansHint} />}
        />
      )}
    </Card>
  );
}

function Status({ scan: { status, error } }: { readonly scan: Scan }) {
  const text = scanWords.status(status);
  if (status === 'Succeeded') return <GoodOrBad state="good">{text}</GoodOrBad>;
  if (status !== 'Failed') return text;
  return (
    <span title={error}>
      <GoodOrBad state="bad">{text}</GoodOrBad>
    </span>
  );
}

function Progress({ scan }: { readonly scan: Scan }) {
  const styles = useStyles();
  if (!isUnderWay(scan)) return number(scan.judged);
  const { resources, judged } = scan;
  const progress = progressOf(scan);
  const text =
    resources === undefined ? scanWords.counting : scanWords.judged(number(judged), number(resources));
  return (
    <span className={styles.progress}>
      <ProgressBar
        className={styles.bar}
        aria-label={text}
        {...(progress === undefined ? {} : { value: progress })}
      />
      {text}
    </span>
  );
}
