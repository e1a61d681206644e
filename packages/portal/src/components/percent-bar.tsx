import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  words: { width: '56px', textAlign: 'end', fontVariantNumeric: 'tabular-nums', flexShrink: 0 },
  bar: { flex: '1 1 60px', minWidth: '40px', height: '8px', display: 'block' },
  rest: { fill: tokens.colorNeutralBackground5 },
  part: { fill: tokens.colorStatusSuccessBackground3 },
  frame: { fill: 'none', stroke: tokens.colorNeutralStrokeAccessible, strokeWidth: '1px' },
});

/** A percentage from 0 to 100 as words and as a bar. */
export function PercentBar({ value }: { readonly value: number }) {
  const styles = useStyles();
  const width = Math.max(0, Math.min(100, value));
  return (
    <span className={styles.row}>
      <span className={styles.words}>{percentWords(value)}</span>
      <svg className={styles.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={100} height={8} className={styles.rest} />
        <rect width={width} height={8} className={styles.part} />
        <rect width={100} height={8} className={styles.frame} vectorEffect="non-scaling-stroke" />
      </svg>
    </span>
  );
}

/** "33.3 %": never rounded up to all, nor down to none. */
export function percentWords(value: number): string {
  const shown = value <= 0 || value >= 100 ? value : Math.min(99.9, Math.max(0.1, value));
  return `${Number(shown.toFixed(1))} %`;
}
