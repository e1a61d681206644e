import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  facts: { margin: 0, display: 'grid', rowGap: tokens.spacingVerticalS },
  beside: {
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(132px, 100%), max-content))',
    columnGap: tokens.spacingHorizontalXXL,
  },
  fact: { minWidth: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '200px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'baseline',
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { color: tokens.colorNeutralForeground2 },
  small: { fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
});

export type FactsProps = {
  /** Facts whose value is undefined are left out. */
  readonly facts: readonly (readonly [name: string, value: ReactNode | undefined])[];
  /** `rows`: a line each, names in a column. `beside`: next to each other, each name above its value. */
  readonly layout?: 'rows' | 'beside';
};

/** What is known of one thing, name by name. */
export function Facts({ facts, layout = 'rows' }: FactsProps) {
  const styles = useStyles();
  const isBeside = layout === 'beside';
  return (
    <dl className={mergeClasses(styles.facts, isBeside && styles.beside)}>
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} className={isBeside ? styles.fact : styles.row}>
            <dt className={mergeClasses(styles.name, isBeside && styles.small)}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
