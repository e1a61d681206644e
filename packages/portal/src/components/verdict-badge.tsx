import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { explanation } from '#strings/explanation';
import type { Verdict } from '../lib/explanation/explanation.ts';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    maxWidth: '100%',
  },
  // On the first line of words that may be several.
  icon: { flexShrink: 0, marginTop: '2px' },
  short: { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  allow: { color: tokens.colorStatusSuccessForeground1 },
  deny: { color: tokens.colorStatusDangerForeground1 },
});

/** A verdict: icon, word and colour. `children` says it in other words than "Allowed" and "Refused". */
export function VerdictBadge({
  verdict,
  children = explanation.verdicts[verdict],
  isShort = false,
  className,
}: {
  readonly verdict: Verdict;
  readonly children?: ReactNode;
  /** Two lines at most, where the whole is told elsewhere. */
  readonly isShort?: boolean;
  readonly className?: string;
}) {
  const styles = useStyles();
  const Icon = verdict === 'allow' ? CheckmarkCircle16Filled : DismissCircle16Filled;
  return (
    <span className={mergeClasses(styles.badge, styles[verdict], className)}>
      <Icon aria-hidden className={styles.icon} />
      <span className={mergeClasses(styles.words, isShort && styles.short)}>{children}</span>
    </span>
  );
}
