import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  Edit16Filled,
  Eye16Filled,
  QuestionCircle16Filled,
  SubtractCircle16Regular,
} from '@fluentui/react-icons';
import { trial as words } from '#strings/trial';
import type { Outcome } from '../trial/trial.ts';

const useStyles = makeStyles({
  badge: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { flexShrink: 0 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  unclear: { color: tokens.colorStatusWarningForeground3 },
  watched: { color: tokens.colorBrandForeground1 },
  apart: { color: tokens.colorNeutralForeground2 },
});

const LOOKS = {
  refused: [DismissCircle16Filled, 'bad'],
  nonCompliant: [Eye16Filled, 'watched'],
  changed: [Edit16Filled, 'watched'],
  compliant: [CheckmarkCircle16Filled, 'good'],
  notApplied: [SubtractCircle16Regular, 'apart'],
  pending: [QuestionCircle16Filled, 'unclear'],
  failed: [QuestionCircle16Filled, 'unclear'],
} as const satisfies Record<Outcome, unknown>;

/** What a definition does to a resource: icon, words and colour. */
export function OutcomeBadge({
  outcome,
  className,
}: {
  readonly outcome: Outcome;
  readonly className?: string;
}) {
  const styles = useStyles();
  const [Icon, look] = LOOKS[outcome];
  return (
    <span className={mergeClasses(styles.badge, styles[look], className)}>
      <Icon aria-hidden className={styles.icon} />
      {words.outcomes[outcome]}
    </span>
  );
}
