import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled, PauseCircle16Filled } from '@fluentui/react-icons';
import { webhooks as words } from '#strings/webhooks';
import type { Webhook } from '../webhooks/webhook.ts';

const useStyles = makeStyles({
  state: {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'text-bottom',
    gap: tokens.spacingHorizontalXS,
  },
  enabled: { color: tokens.colorStatusSuccessForeground1 },
  failing: { color: tokens.colorStatusDangerForeground1 },
  disabled: { color: tokens.colorNeutralForeground3 },
});

const ICONS = {
  enabled: CheckmarkCircle16Filled,
  failing: DismissCircle16Filled,
  disabled: PauseCircle16Filled,
} as const;

/** Whether a webhook is told of events, and whether that goes well. */
export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
  const styles = useStyles();
  const state = webhookState(webhook);
  const Icon = ICONS[state];
  return (
    <span className={mergeClasses(styles.state, styles[state])}>
      <Icon aria-hidden />
      {words[state]}
    </span>
  );
}

export function webhookState({ isEnabled, delivery }: Webhook): keyof typeof ICONS {
  if (!isEnabled) return 'disabled';
  return delivery.failingSince === undefined ? 'enabled' : 'failing';
}
