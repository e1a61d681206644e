import { Button, makeStyles, tokens } from '@fluentui/react-components';
import {
  Delete20Regular,
  Edit20Regular,
  Key20Regular,
  Pause20Regular,
  Play20Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { compliance } from '#strings/common';
import { webhooks as words } from '#strings/webhooks';
import { complianceName } from '../../../components/compliance-badge.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import { useDeleteWebhook, useEnableWebhook, useRotateSecret } from '../api/change-webhook.ts';
import type { Webhook } from '../webhooks/webhook.ts';
import { DeadLetters } from './dead-letters.tsx';
import { WebhookState } from './webhook-state.tsx';

const useStyles = makeStyles({
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalL}`,
  },
  plain: { listStyle: 'none', margin: 0, padding: 0 },
});

/** All of one webhook: what it is told, how deliveries go, what failed for good. */
export function WebhookPanel({
  webhook,
  mayWrite,
  onEdit,
  onSecret,
  onClose,
}: {
  readonly webhook: Webhook;
  readonly mayWrite: boolean;
  onEdit(): void;
  onSecret(secret: string): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const [asked, setAsked] = useState<'rotate' | 'delete'>();
  const enable = useEnableWebhook();
  const remove = useDeleteWebhook();
  const rotate = useRotateSecret();
  const { id, name, isEnabled, delivery } = webhook;

  async function confirmRotate(): Promise<void> {
    const secret = await rotate.mutateAsync(id);
    if (secret !== undefined) onSecret(secret);
  }

  async function confirmDelete(): Promise<void> {
    await remove.mutateAsync(id);
    notify({ id: crypto.randomUUID(), title: words.deleted(name), state: 'done' });
    onClose();
  }

  return (
    <DetailsPanel title={name} onClose={onClose}>
      {mayWrite && (
        <div role="toolbar" aria-label={name} className={styles.commands}>
          <Button icon={<Edit20Regular />} onClick={onEdit}>
            {words.edit}
          </Button>
          <Button
            icon={isEnabled ? <Pause20Regular /> : <Play20Regular />}
            disabled={enable.isPending}
            onClick={() => enable.mutate({ id, isEnabled: !isEnabled })}
          >
            {isEnabled ? words.disable : words.enable}
          </Button>
          <Button icon={<Key20Regular />} onClick={() => setAsked('rotate')}>
            {words.rotate}
          </Button>
          <Button icon={<Delete20Regular />} onClick={() => setAsked('delete')}>
            {words.delete}
          </Button>
        </div>
      )}
      {enable.isError && <ErrorState error={enable.error} />}
      <WebhookFacts webhook={webhook} />
      <DeadLetters webhook={webhook} mayWrite={mayWrite} />
      <ConfirmDialog
        isOpen={asked === 'rotate'}
        title={words.rotateTitle(name)}
        action={words.rotate}
        onConfirm={confirmRotate}
        onClose={() => setAsked(undefined)}
      >
        <p>{words.rotateMeans}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'delete'}
        title={words.deleteTitle(name)}
        action={words.delete}
        onConfirm={confirmDelete}
        onClose={() => setAsked(undefined)}
      >
        <p>{words.deleteMeans(number(delivery.waiting), number(delivery.deadLettered))}</p>
      </ConfirmDialog>
    </DetailsPanel>
  );
}

function WebhookFacts({ webhook }: { readonly webhook: Webhook }) {
  const { endpointUrl, eventTypes, filter, delivery } = webhook;
  const { scope, assignmentIds, complianceStates } = filter;
  return (
    <Facts
      facts={[
        [words.facts.url, endpointUrl],
        [words.facts.state, <WebhookState key="state" webhook={webhook} />],
        [
          words.facts.events,
          eventTypes.length === 0 ? (
            words.allEvents
          ) : (
            <Lines key="events" texts={eventTypes.map(words.eventType)} />
          ),
        ],
        [
          words.facts.scope,
          scope === '' ? words.everything : <IdText key="scope" id={scope} label={words.facts.scope} />,
        ],
        [
          words.facts.assignments,
          assignmentIds.length === 0 ? undefined : <Lines key="assignments" texts={assignmentIds} />,
        ],
        [
          words.facts.states,
          complianceStates.length === 0 ? undefined : complianceStates.map(stateWord).join(', '),
        ],
        [words.facts.delivered, number(delivery.delivered)],
        [words.facts.waiting, number(delivery.waiting)],
        [words.facts.dead, number(delivery.deadLettered)],
        [words.facts.last, <TimeText key="last" at={delivery.lastDeliveredOn} />],
        [
          words.facts.failingSince,
          delivery.failingSince === undefined ? undefined : (
            <TimeText key="failing" at={delivery.failingSince} />
          ),
        ],
        [words.facts.lastError, delivery.lastError],
      ]}
    />
  );
}

function Lines({ texts }: { readonly texts: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.plain}>
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function stateWord(state: string): string {
  const name = complianceName(state);
  return name === undefined ? state : compliance[name];
}
