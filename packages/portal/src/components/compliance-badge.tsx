import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  Eye16Filled,
  QuestionCircle16Filled,
  Shield16Filled,
} from '@fluentui/react-icons';
import { compliance } from '#strings/common';

/** A state of compliance, as the API spells it, or of an assignment that is not enforced. */
export type ComplianceName = keyof typeof compliance;

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'text-bottom',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
  },
  // The line of text beside the badge goes on in the word, not at the foot of the icon.
  word: { alignSelf: 'baseline' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  unclear: { color: tokens.colorStatusWarningForeground3 },
  apart: { color: tokens.colorNeutralForeground3 },
  watched: { color: tokens.colorBrandForeground1 },
});

const LOOKS = {
  Compliant: [CheckmarkCircle16Filled, 'good'],
  NonCompliant: [DismissCircle16Filled, 'bad'],
  Conflict: [DismissCircle16Filled, 'bad'],
  Exempt: [Shield16Filled, 'apart'],
  Protected: [Shield16Filled, 'apart'],
  Unknown: [QuestionCircle16Filled, 'unclear'],
  Error: [QuestionCircle16Filled, 'unclear'],
  NotStarted: [QuestionCircle16Filled, 'unclear'],
  NotEnforced: [Eye16Filled, 'watched'],
} as const;

/**
 * The one way in which the portal shows a state: icon, word and colour. Letter case does not count: summaries write states in lower case. A
 * state that is not known here shows its own name.
 */
export function ComplianceBadge({ state }: { readonly state: string }) {
  const styles = useStyles();
  const [Icon, look] = LOOKS[complianceName(state) ?? 'Unknown'];
  return (
    <span className={mergeClasses(styles.badge, styles[look])}>
      <Icon aria-hidden />
      <span className={styles.word}>{complianceWord(state)}</span>
    </span>
  );
}

/** What the badge of a state says. */
export function complianceWord(state: string): string {
  const known = complianceName(state);
  return known === undefined ? state : compliance[known];
}

const NAMES = Object.keys(compliance) as readonly ComplianceName[];

/** The state as the portal knows it, in whatever case it came. */
export function complianceName(state: string): ComplianceName | undefined {
  return NAMES.find(name => name.toLowerCase() === state.toLowerCase());
}
