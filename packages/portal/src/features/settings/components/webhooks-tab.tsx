import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { common } from '#strings/common';
import { webhooks as words } from '#strings/webhooks';
import { KeptDialog } from '../../../components/kept-dialog.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { SecretDialog } from '../../../components/secret-dialog.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { number } from '../../../lib/format/number.ts';
import { useMayDo } from '../../../lib/roles.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { useWebhooks } from '../api/get-webhooks.ts';
import type { Webhook } from '../webhooks/webhook.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookPanel } from './webhook-panel.tsx';
import { WebhookState, webhookState } from './webhook-state.tsx';

const WRITE = 'Sluice.Governance/webhooks/write';

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground2, margin: `${tokens.spacingVerticalL} 0 0`, maxWidth: '80ch' },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalM} 0`,
  },
});

const COLUMNS: readonly Column<Webhook>[] = [
  {
    id: 'name',
    header: words.columns.name,
    width: 180,
    value: ({ name }) => name,
    cell: ({ id, name }) => (
      <PortalLink to="/manage/settings" search={{ tab: 'webhooks', id }}>
        {name}
      </PortalLink>
    ),
  },
  {
    id: 'url',
    header: words.columns.url,
    width: 340,
    value: ({ endpointUrl }) => endpointUrl,
    cell: ({ endpointUrl }) => <span title={endpointUrl}>{endpointUrl}</span>,
  },
  {
    id: 'state',
    header: words.columns.state,
    width: 110,
    value: webhook => words[webhookState(webhook)],
    cell: webhook => <WebhookState webhook={webhook} />,
  },
  {
    id: 'delivered',
    header: words.columns.delivered,
    width: 100,
    align: 'end',
    value: ({ delivery }) => delivery.delivered,
    cell: ({ delivery }) => number(delivery.delivered),
  },
  {
    id: 'waiting',
    header: words.columns.waiting,
    width: 90,
    align: 'end',
    value: ({ delivery }) => delivery.waiting,
    cell: ({ delivery }) => number(delivery.waiting),
  },
  {
    id: 'dead',
    header: words.columns.dead,
    width: 110,
    align: 'end',
    value: ({ delivery }) => delivery.deadLettered,
    cell: ({ delivery }) => number(delivery.deadLettered),
  },
  {
    id: 'last',
    header: words.columns.last,
    width: 140,
    value: ({ delivery }) => delivery.lastDeliveredOn,
    cell: ({ delivery }) => <TimeText at={delivery.lastDeliveredOn} />,
  },
];

const CSV: readonly CsvColumn<Webhook>[] = [
  { header: words.columns.events, value: ({ eventTypes }) => eventTypes.join(' ') },
];

/** Who is told of what becomes so. */
export function WebhooksTab() {
  const styles = useStyles();
  const [{ q = '', id, dialog }, change] = useUrlState<'q' | 'id' | 'dialog'>();
  const [secret, setSecret] = useState<string>();
  const [isKeeping, setIsKeeping] = useState(false);
  const query = useWebhooks();
  const mayWrite = useMayDo()?.(WRITE) ?? false;
  const all = query.data ?? [];
  const rows = all.filter(({ name, endpointUrl }) => matchesWords(q, name, endpointUrl));
  const shown = all.find(each => each.id.toLowerCase() === id?.toLowerCase());
  // The form closes with the step in which the secret is shown.
  const isWriting =
    mayWrite && !isKeeping && (dialog === 'create' || (dialog === 'edit' && shown !== undefined));
  const keep = (made: string) => {
    setSecret(made);
    setIsKeeping(true);
  };
  const create = (
    <Button
      appearance="primary"
      icon={<Add20Regular />}
      disabled={!mayWrite}
      onClick={() => change({ dialog: 'create' })}
    >
      {words.create}
    </Button>
  );
  return (
    <>
      <p className={styles.hint}>{words.hint}</p>
      <div className={styles.bar}>
        {create}
        <SearchField
          label={words.search}
          value={q}
          onChange={text => change({ q: text }, { replace: true })}
        />
      </div>
      {query.isError ? (
        <ErrorState error={query.error} what={words.failed} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={words.label}
          columns={COLUMNS}
          rows={rows}
          rowKey={each => each.id}
          isLoading={query.isPending}
          sortIn="sort"
          csv={{ file: 'webhooks', also: CSV }}
          isSelected={each => each.id === shown?.id}
          empty={
            all.length > 0 ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={() => change({ q: undefined })}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState title={words.none} hint={mayWrite ? words.noneHint : words.noneMay} />
            )
          }
        />
      )}
      {shown !== undefined && dialog !== 'edit' && (
        <WebhookPanel
          webhook={shown}
          mayWrite={mayWrite}
          onEdit={() => change({ dialog: 'edit' })}
          onSecret={keep}
          onClose={() => change({ id: undefined })}
        />
      )}
      <KeptDialog isOpen={isWriting}>
        <WebhookForm
          isOpen={isWriting}
          webhook={dialog === 'create' ? undefined : shown}
          onSecret={keep}
          onClose={() => change({ dialog: undefined })}
        />
      </KeptDialog>
      {secret !== undefined && (
        <SecretDialog
          isOpen={isKeeping}
          title={words.secretTitle}
          hint={words.secretHint}
          facts={[[words.secret, secret]]}
          onClose={() => setIsKeeping(false)}
        />
      )}
    </>
  );
}
