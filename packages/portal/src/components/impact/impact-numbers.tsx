import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { impact } from '#strings/impact';
import { number } from '../../lib/format/number.ts';
import type { PreviewCounts } from '../../lib/policy/preview.ts';

const useStyles = makeStyles({
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  number: {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'start',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  label: { color: tokens.colorNeutralForeground2 },
  newlyNonCompliant: { color: tokens.colorStatusDangerForeground1 },
  newlyCompliant: { color: tokens.colorStatusSuccessForeground1 },
  couldNotJudge: { color: tokens.colorStatusWarningForeground3 },
  unchanged: {},
});

const SHOWN = ['newlyNonCompliant', 'newlyCompliant', 'unchanged', 'couldNotJudge'] as const;

/** What a change means, as four numbers. */
export function ImpactNumbers({ counts }: { readonly counts: PreviewCounts }) {
  const styles = useStyles();
  return (
    <dl className={styles.numbers}>
      {SHOWN.map(name => (
        <div key={name} className={styles.number} title={impact.countHints[name]}>
          <dt className={styles.label}>{impact.counts[name]}</dt>
          <dd className={mergeClasses(styles.value, counts[name] > 0 && styles[name])}>
            {number(counts[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
