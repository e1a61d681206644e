import { Button, InfoLabel, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import {
  ShieldCheckmark20Filled,
  ShieldDismiss20Filled,
  ShieldQuestion20Regular,
} from '@fluentui/react-icons';
import { activityLog } from '#strings/activity-log';
import { ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useVerifiedLog, type VerifiedLog } from '../api/get-seals.ts';
import type { SealVerdict } from '../verify-seal.ts';

const words = activityLog.seal;

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
    marginBottom: tokens.spacingVerticalM,
  },
  verdict: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  unclear: { color: tokens.colorNeutralForeground2 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Whether the log is as it was signed, and when that was looked at. */
export function LogSeal() {
  const styles = useStyles();
  const verified = useVerifiedLog();
  const { data, error, isFetching, refetch } = verified;
  if (error !== null && data === undefined)
    return <ErrorState error={error} what={words.unreadable} onRetry={() => void refetch()} />;
  return (
    <section className={styles.bar} aria-label={words.label} aria-busy={data === undefined}>
      {data === undefined ? <Spinner size="tiny" label={words.label} /> : <Said verified={data} />}
      <Button size="small" appearance="subtle" disabled={isFetching} onClick={() => void refetch()}>
        {words.again}
      </Button>
      <SaveCheckpoint note={data?.seals[0]?.note} batch={data?.seals[0]?.number} />
    </section>
  );
}

function Said({ verified: { seals, verdict, checkedAt } }: { readonly verified: VerifiedLog }) {
  const styles = useStyles();
  const [newest] = seals;
  if (newest === undefined)
    return (
      <span className={styles.quiet}>
        {words.none}. {words.noneHint}
      </span>
    );
  return (
    <>
      <span role="status">
        <Verdict verdict={verdict} />
      </span>
      <InfoLabel info={words.explain(number(seals.length))}>
        <span className={styles.quiet}>
          {words.goodAt} <TimeText at={checkedAt} /> · {words.sealed(number(newest.total))} · {words.newest}{' '}
          <TimeText at={newest.sealedAt} />
        </span>
      </InfoLabel>
    </>
  );
}

function Verdict({ verdict }: { readonly verdict: SealVerdict }) {
  const styles = useStyles();
  if (verdict.kind === 'good')
    return (
      <span className={mergeClasses(styles.verdict, styles.good)}>
        <ShieldCheckmark20Filled aria-hidden />
        {words.good}
      </span>
    );
  if (verdict.kind === 'unsupported')
    return (
      <span className={mergeClasses(styles.verdict, styles.unclear)}>
        <ShieldQuestion20Regular aria-hidden />
        {words.unsupported}
      </span>
    );
  const why = verdict.kind === 'badHeader' ? words.badHeader(number(verdict.batch)) : words.badSignature;
  return (
    <span className={mergeClasses(styles.verdict, styles.bad)}>
      <ShieldDismiss20Filled aria-hidden />
      {words.bad}. {why}
    </span>
  );
}

/** Keeps the signed note: whoever has it can tell later whether the log was rewritten. */
function SaveCheckpoint({
  note,
  batch,
}: {
  readonly note: string | undefined;
  readonly batch: number | undefined;
}) {
  if (note === undefined || batch === undefined) return null;
  return (
    <Button
      size="small"
      appearance="subtle"
      onClick={() => saveFile(`checkpoint-${batch}.txt`, new Blob([note], { type: 'text/plain' }))}
    >
      {words.download}
    </Button>
  );
}
