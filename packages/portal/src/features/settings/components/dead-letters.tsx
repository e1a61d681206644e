import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRedo20Regular } from '@fluentui/react-icons';
import { common } from '#strings/common';
import { webhooks as words } from '#strings/webhooks';
import { IdText } from '../../../components/id-text.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState, LoadingLines } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import { useRedeliver } from '../api/change-webhook.ts';
import { useDeadLetters } from '../api/get-webhooks.ts';
import type { DeadLetter, Webhook } from '../webhooks/webhook.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  letter: {
    display: 'grid',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  commands: { marginBottom: tokens.spacingVerticalS },
});

/** What could not be delivered, and the way back in line. */
export function DeadLetters({
  webhook: { id },
  mayWrite,
}: {
  readonly webhook: Webhook;
  readonly mayWrite: boolean;
}) {
  const styles = useStyles();
  const query = useDeadLetters(id);
  const redeliver = useRedeliver();
  const letters = query.data?.pages.flatMap(({ items }) => items) ?? [];

  async function sendAgain(names?: readonly string[]): Promise<void> {
    const count = await redeliver.mutateAsync({ id, ...(names === undefined ? {} : { names }) });
    notify({ id: crypto.randomUUID(), title: words.redelivered(number(count)), state: 'done' });
  }

  return (
    <Section title={words.deadLetters} hint={words.deadHint} level={3}>
      {query.isPending && <LoadingLines lines={3} />}
      {query.isError && (
        <ErrorState error={query.error} what={words.deadFailed} onRetry={() => void query.refetch()} />
      )}
      {redeliver.isError && <ErrorState error={redeliver.error} />}
      {query.isSuccess && letters.length === 0 && <p className={styles.quiet}>{words.noDead}</p>}
      {mayWrite && letters.length > 0 && (
        <Button
          className={styles.commands}
          icon={<ArrowRedo20Regular />}
          disabled={redeliver.isPending}
          onClick={() => void sendAgain().catch(() => {})}
        >
          {words.redeliverAll}
        </Button>
      )}
      <ul className={styles.list}>
        {letters.map(letter => (
          <Letter
            key={letter.name}
            letter={letter}
            onSendAgain={mayWrite ? () => void sendAgain([letter.name]).catch(() => {}) : undefined}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {common.loadMore}
        </Button>
      )}
    </Section>
  );
}

function Letter({
  letter,
  onSendAgain,
}: {
  readonly letter: DeadLetter;
  readonly onSendAgain: (() => void) | undefined;
}) {
  const styles = useStyles();
  const { name, eventType, subject, reason, attempts, deadOn } = letter;
  return (
    <li className={styles.letter}>
      <div className={styles.head}>
        <span className={styles.title}>{words.eventType(eventType)}</span>
        {onSendAgain !== undefined && (
          <Button size="small" aria-label={words.redeliverOf(name)} onClick={onSendAgain}>
            {words.redeliver}
          </Button>
        )}
      </div>
      {subject !== '' && <IdText id={subject} label={name} />}
      <span>{reason}</span>
      <span className={styles.quiet}>
        {name} · {words.attempts(number(attempts))} · <TimeText at={deadOn} />
      </span>
    </li>
  );
}
