import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { explanation } from '#strings/explanation';
import type { Verdict } from '../lib/explanation/explanation.ts';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    maxWidth: '100%',
  },
  icon: { flexShrink: 0 },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  allow: { color: tokens.colorStatusSuccessForeground1 },
  deny: { color: tokens.colorStatusDangerForeground1 },
});

/** A verdict: icon, word and colour. `children` says it in other words than "Allowed" and "Refused". */
export function VerdictBadge({
  verdict,
  children = explanation.verdicts[verdict],
  className,
}: {
  readonly verdict: Verdict;
  readonly children?: ReactNode;
  readonly className?: string;
}) {
  const styles = useStyles();
  const Icon = verdict === 'allow' ? CheckmarkCircle16Filled : DismissCircle16Filled;
  return (
    <span className={mergeClasses(styles.badge, styles[verdict], className)}>
      <Icon aria-hidden className={styles.icon} />
      <span className={styles.words}>{children}</span>
    </span>
  );
}
