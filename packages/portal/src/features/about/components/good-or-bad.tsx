import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  QuestionCircle16Filled,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  said: {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'text-bottom',
    gap: tokens.spacingHorizontalXS,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  unclear: { color: tokens.colorStatusWarningForeground3 },
});

const ICONS = {
  good: CheckmarkCircle16Filled,
  bad: DismissCircle16Filled,
  unclear: QuestionCircle16Filled,
} as const;

/** Whether something is well: icon, words and colour. */
export function GoodOrBad({
  state,
  children,
}: {
  readonly state: keyof typeof ICONS;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const Icon = ICONS[state];
  return (
    <span className={mergeClasses(styles.said, styles[state])}>
      <Icon aria-hidden />
      <span>{children}</span>
    </span>
  );
}
