import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { about as words } from '#strings/about';
import { frame } from '#strings/frame';
import { Card } from '../../../components/card.tsx';
import { CommandBlock } from '../../../components/command-block.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useVerifiedLog, type VerifiedLog } from '../../../lib/seals/use-verified-log.ts';
import type { SealVerdict } from '../../../lib/seals/verify-seal.ts';
import { GoodOrBad } from './good-or-bad.tsx';

const useStyles = makeStyles({
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalM} 0`,
  },
});

/** Whether the activity log is as it was signed, checked here and now. */
export function LogProof() {
  const query = useVerifiedLog();
  return (
    <Card
      title={words.log}
      link={<PortalLink to="/audit/activity-log">{frame.pages.activityLog}</PortalLink>}
    >
      <p>{words.logHint}</p>
      <QueryView query={query} what={words.logFailed}>
        {found => <Proof verified={found} isBusy={query.isFetching} onAgain={() => void query.refetch()} />}
      </QueryView>
    </Card>
  );
}

function Proof({
  verified: { seals, verdict, checkedAt },
  isBusy,
  onAgain,
}: {
  readonly verified: VerifiedLog;
  readonly isBusy: boolean;
  onAgain(): void;
}) {
  const styles = useStyles();
  const [newest] = seals;
  if (newest === undefined) return <EmptyState title={words.none} hint={words.noneHint} />;
  const { sealedAt, total, number: batches, key, note } = newest;
  return (
    <>
      <Facts
        facts={[
          [words.verdict, <Verdict key="verdict" verdict={verdict} />],
          [words.verifiedAt, <TimeText key="checked" at={checkedAt} />],
          [words.sealedAt, <TimeText key="sealed" at={sealedAt} />],
          [words.sealedEntries, number(total)],
          [words.batches, number(batches)],
          [
            words.publicKey,
            key === undefined ? undefined : <IdText key="key" id={key} label={words.publicKey} most={36} />,
          ],
        ]}
      />
      <div className={styles.commands}>
        <Button disabled={isBusy} onClick={onAgain}>
          {words.verifyAgain}
        </Button>
        <Button
          onClick={() => saveFile(`checkpoint-${batches}.txt`, new Blob([note], { type: 'text/plain' }))}
        >
          {words.saveCheckpoint}
        </Button>
      </div>
      <p>{words.entryCommand}</p>
      <CommandBlock
        text={`sluice log verify --checkpoint checkpoint-${batches}.txt`}
        label={words.verifyCommand}
      />
    </>
  );
}

function Verdict({ verdict }: { readonly verdict: SealVerdict }) {
  if (verdict.kind === 'good') return <GoodOrBad state="good">{words.good}</GoodOrBad>;
  if (verdict.kind === 'unsupported') return <GoodOrBad state="unclear">{words.unsupported}</GoodOrBad>;
  const why = verdict.kind === 'badHeader' ? words.badHeader(number(verdict.batch)) : words.badSignature;
  return (
    <GoodOrBad state="bad">
      {words.bad}. {why}
    </GoodOrBad>
  );
}
