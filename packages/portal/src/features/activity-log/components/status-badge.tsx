import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  Clock16Regular,
  DismissCircle16Filled,
  Warning16Filled,
} from '@fluentui/react-icons';
import { activityLog as words } from '#strings/activity-log';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'bottom',
    gap: tokens.spacingHorizontalXS,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  warned: { color: tokens.colorStatusWarningForeground1 },
  other: { color: tokens.colorNeutralForeground2 },
});

/** How an operation ended: icon, word and colour. One that went through with a warning (an audit) shows that. */
export function StatusBadge({ status, level }: { readonly status: string; readonly level: string }) {
  const styles = useStyles();
  const { Icon, look } = lookOf(status, level);
  const word = words.statuses[status] ?? status;
  return (
    <span className={mergeClasses(styles.badge, styles[look])}>
      <Icon aria-hidden />
      {look === 'warned' ? words.withWarning(word) : word}
    </span>
  );
}

function lookOf(status: string, level: string) {
  if (status === 'Failed') return { Icon: DismissCircle16Filled, look: 'bad' } as const;
  if (level === 'Warning') return { Icon: Warning16Filled, look: 'warned' } as const;
  return status === 'Succeeded'
    ? ({ Icon: CheckmarkCircle16Filled, look: 'good' } as const)
    : ({ Icon: Clock16Regular, look: 'other' } as const);
}
