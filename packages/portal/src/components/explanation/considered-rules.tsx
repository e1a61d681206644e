import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  Edit16Filled,
  Eye16Filled,
  QuestionCircle16Filled,
  Shield16Filled,
  SubtractCircle16Regular,
} from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { explanation as words } from '#strings/explanation';
import type { ConsideredRule } from '../../lib/explanation/explanation.ts';
import { EffectBadge } from '../effect-badge.tsx';
import { PortalLink } from '../portal-link.tsx';
import { scopeWords } from './refusal-sentence.tsx';
import { RuleCondition } from './rule-condition.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '190px minmax(0, 1fr) max-content',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 800px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  standing: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  unclear: { color: tokens.colorStatusWarningForeground3 },
  watched: { color: tokens.colorBrandForeground1 },
  apart: { color: tokens.colorNeutralForeground2 },
  detail: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  condition: { gridColumn: '1 / -1' },
});

const LOOKS: Readonly<
  Record<string, readonly [typeof Eye16Filled, 'good' | 'bad' | 'unclear' | 'watched' | 'apart']>
> = {
  refuses: [DismissCircle16Filled, 'bad'],
  fails: [QuestionCircle16Filled, 'unclear'],
  pending: [QuestionCircle16Filled, 'unclear'],
  matches: [Eye16Filled, 'watched'],
  notEnforced: [Eye16Filled, 'watched'],
  notEnrolled: [Eye16Filled, 'watched'],
  changed: [Edit16Filled, 'watched'],
  exempt: [Shield16Filled, 'apart'],
  passes: [CheckmarkCircle16Filled, 'good'],
};
const OTHERS = [SubtractCircle16Regular, 'apart'] as const;

/** What decided comes first, what did not apply last. */
const ORDER = Object.keys(LOOKS);

/** Every rule above a resource with what came of it, and why it did not apply where it did not. */
export function ConsideredRules({ rules }: { readonly rules: readonly ConsideredRule[] }) {
  const styles = useStyles();
  if (rules.length === 0) return <p>{words.nothingConsidered}</p>;
  return (
    <ul className={styles.list}>
      {rules
        .toSorted((one, other) => rankOf(one) - rankOf(other))
        .map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one rule may be there for several components, and the list never changes
          <Row key={index} rule={rule} />
        ))}
    </ul>
  );
}

function rankOf({ standing }: ConsideredRule): number {
  const rank = ORDER.indexOf(standing);
  return rank === -1 ? ORDER.length : rank;
}

function Row({ rule }: { readonly rule: ConsideredRule }) {
  const styles = useStyles();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { standing, why, assignmentId, assignmentName, definitionName, effect, trace, componentType } = rule;
  const [Icon, look] = LOOKS[standing] ?? OTHERS;
  return (
    <li className={styles.row}>
      <span>
        <span className={mergeClasses(styles.standing, styles[look])}>
          <Icon aria-hidden />
          {words.standings[standing] ?? words.didNotApply}
        </span>
        {componentType !== undefined && <span className={styles.detail}>{words.onComponent}</span>}
      </span>
      <span>
        <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
          {assignmentName}
        </PortalLink>{' '}
        {effect !== undefined && <EffectBadge effect={effect} />}
        <span className={styles.detail}>
          {definitionName !== undefined && `${definitionName}, `}
          {words.assignedAt} {scopeWords(rule)}
        </span>
        {why}
      </span>
      {trace !== undefined && (
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={`${isOpen ? words.hideCondition : words.showCondition}: ${assignmentName}`}
          onClick={() => setIsOpen(before => !before)}
        >
          {isOpen ? words.hideCondition : words.showCondition}
        </Button>
      )}
      {isOpen && trace !== undefined && (
        <div id={id} className={styles.condition}>
          <RuleCondition name={assignmentName} trace={trace} />
        </div>
      )}
    </li>
  );
}
