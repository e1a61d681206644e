import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { impact } from '#strings/impact';
import { number } from '../../lib/format/number.ts';
import type { ReplayCounts, ReplayRow } from '../../lib/policy/preview.ts';
import { reasonText } from '../../lib/policy/reason-text.ts';
import type { Preview } from '../../lib/policy/use-preview.ts';
import { QuotedText } from '../explanation/quoted-text.tsx';
import { PortalLink } from '../portal-link.tsx';
import { type Column, ResourceTable } from '../resource-table.tsx';
import { Section } from '../section.tsx';
import { ErrorState } from '../states.tsx';
import { TimeText } from '../time-text.tsx';
import { ResourceLink } from './impact-table.tsx';

const useStyles = makeStyles({
  hint: { margin: `0 0 ${tokens.spacingVerticalS}`, color: tokens.colorNeutralForeground2 },
  said: { fontSize: tokens.fontSizeBase400, margin: `0 0 ${tokens.spacingVerticalM}` },
  busy: { justifyContent: 'start' },
});

/** What would have become of the requests of the last week. */
export function ReplayView({ preview }: { readonly preview: Preview }) {
  const styles = useStyles();
  const counts = preview.pages?.[0]?.replayCounts;
  return (
    <Section title={impact.replay} hint={impact.replayHint}>
      {preview.isRunning && (
        <Spinner className={styles.busy} size="tiny" labelPosition="after" label={impact.replaying} />
      )}
      {preview.error !== null && preview.error !== undefined && (
        <ErrorState error={preview.error} onRetry={preview.refetch} />
      )}
      {counts !== undefined && (
        <>
          <p role="status" className={styles.said}>
            {replayWords(counts)}
          </p>
          <ReplayTable preview={preview} />
        </>
      )}
    </Section>
  );
}

function replayWords({ requests, wouldBeRefused, wouldBeLetThrough, couldNotJudge }: ReplayCounts): string {
  if (requests === 0) return impact.noRequests;
  return [
    impact.replayed(impact.requests(requests, number(requests)), number(wouldBeRefused)),
    ...(wouldBeLetThrough > 0 ? [impact.replayedLetThrough(number(wouldBeLetThrough))] : []),
    ...(couldNotJudge > 0 ? [impact.replayedUnclear(number(couldNotJudge))] : []),
  ].join(' ');
}

function ReplayTable({ preview }: { readonly preview: Preview }) {
  const styles = useStyles();
  const rows = preview.pages?.flatMap(page => page.replayed) ?? [];
  if (rows.length === 0 && !preview.more.hasMore) return null;
  return (
    <>
      <ResourceTable
        label={impact.replayTable}
        columns={COLUMNS}
        rows={rows}
        rowKey={({ decisionId }) => decisionId}
        {...preview.more}
        empty={null}
      />
      {rows.some(({ isDueToChange }) => !isDueToChange) && (
        <p className={styles.hint}>{`* ${impact.dueToOthers}`}</p>
      )}
    </>
  );
}

const COLUMNS: readonly Column<ReplayRow>[] = [
  {
    id: 'when',
    header: impact.when,
    width: 140,
    cell: ({ at, decisionId }) => (
      <PortalLink to="/audit/decision" search={{ id: decisionId }}>
        <TimeText at={at} />
      </PortalLink>
    ),
  },
  { id: 'request', header: impact.request, width: 260, cell: row => <ResourceLink id={row.resourceId} /> },
  {
    id: 'verdict',
    header: impact.verdict,
    width: 160,
    cell: ({ verdict, isDueToChange }) => (
      <span {...(isDueToChange ? {} : { title: impact.dueToOthers })}>
        {impact.verdicts[verdict]}
        {isDueToChange ? '' : ' *'}
      </span>
    ),
  },
  {
    id: 'reason',
    header: impact.reason,
    width: 560,
    cell: ({ violations }) => {
      const text = violations
        .map(({ reason }) => reasonText(reason))
        .filter(each => each !== '')
        .join(' ');
      return <span title={text}>{text === '' ? '–' : <QuotedText text={text} />}</span>;
    },
  },
];
