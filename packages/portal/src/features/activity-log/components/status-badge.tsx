import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  DismissCircle16Filled,
  Play16Regular,
} from '@fluentui/react-icons';
import { activityLog } from '#strings/activity-log';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
  },
  word: { alignSelf: 'baseline' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  running: { color: tokens.colorBrandForeground1 },
  other: { color: tokens.colorNeutralForeground2 },
});

const LOOKS = {
  succeeded: [CheckmarkCircle16Filled, 'good'],
  failed: [DismissCircle16Filled, 'bad'],
  started: [Play16Regular, 'running'],
  accepted: [Play16Regular, 'running'],
} as const;

/** How an operation came out: icon, word and colour. */
export function StatusBadge({ status }: { readonly status: string }) {
  const styles = useStyles();
  const key = status.toLowerCase();
  const [Icon, look] = isKnown(key) ? LOOKS[key] : ([Circle16Regular, 'other'] as const);
  return (
    <span className={mergeClasses(styles.badge, styles[look])}>
      <Icon aria-hidden />
      <span className={styles.word}>{activityLog.statuses[status] ?? status}</span>
    </span>
  );
}

function isKnown(status: string): status is keyof typeof LOOKS {
  return Object.hasOwn(LOOKS, status);
}
