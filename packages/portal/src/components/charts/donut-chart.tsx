import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { charts } from '#strings/charts';
import { compliance } from '#strings/common';
import { ringPath } from '../../lib/charts/ring-path.ts';
import { number, percent } from '../../lib/format/number.ts';
import { ChartFrame } from './chart-frame.tsx';
import { StateFill } from './state-fill.tsx';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXL,
  },
  ring: { width: '168px', height: '168px', flexShrink: 0 },
  part: { stroke: tokens.colorNeutralBackground1, strokeWidth: '1px' },
  none: { fill: tokens.colorNeutralBackground5 },
  middle: {
    fill: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeHero700,
    fontWeight: tokens.fontWeightSemibold,
    textAnchor: 'middle',
    dominantBaseline: 'central',
  },
  legend: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  entry: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  swatch: { width: '14px', height: '14px', flexShrink: 0, borderRadius: tokens.borderRadiusSmall },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
});

/** A part of the whole: how many things are in a state, as the API spells it. */
export type DonutPart = { readonly state: string; readonly count: number };

export type DonutChartProps = {
  readonly title: string;
  readonly summary: string;
  readonly parts: readonly DonutPart[];
  /** In the middle: "93 %". */
  readonly middle: string;
  /** The words of a state in the legend; its name where nothing else is said. A link, say. */
  label?(part: DonutPart): ReactNode;
};

/** How a whole is made of states: a ring, with a legend that says the numbers. */
export function DonutChart({ title, summary, parts, middle, label = nameOf }: DonutChartProps) {
  const styles = useStyles();
  const id = useId();
  const shown = parts.filter(({ count }) => count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  const shares = shown.map(({ count }, index) => {
    const from = shown.slice(0, index).reduce((sum, part) => sum + part.count, 0) / total;
    return { from, to: from + count / total };
  });
  return (
    <ChartFrame
      title={title}
      summary={summary}
      table={{
        header: [charts.state, charts.value, charts.share],
        rows: shown.map(part => [nameOf(part), number(part.count), percent(part.count, total)]),
      }}
    >
      <div className={styles.row}>
        <svg viewBox="-84 -84 168 168" className={styles.ring} role="img" aria-label={summary}>
          <defs>
            {shown.map(({ state }) => (
              <StateFill key={state} id={`${id}-${state}`} state={state} />
            ))}
          </defs>
          {total === 0 && <path d={ringPath(0, 1, 82, 56)} className={styles.none} />}
          {shown.map((part, index) => (
            <path
              key={part.state}
              d={ringPath(shares[index]?.from ?? 0, shares[index]?.to ?? 0, 82, 56)}
              fill={`url(#${id}-${part.state})`}
              className={shown.length > 1 ? styles.part : ''}
            >
              <title>{`${nameOf(part)}: ${number(part.count)} (${percent(part.count, total)})`}</title>
            </path>
          ))}
          <text className={styles.middle}>{middle}</text>
        </svg>
        <ul className={styles.legend}>
          {shown.map(part => (
            <li key={part.state} className={styles.entry}>
              <svg viewBox="0 0 16 16" className={styles.swatch} aria-hidden="true">
                <rect width={16} height={16} fill={`url(#${id}-${part.state})`} />
              </svg>
              <span className={styles.count}>{number(part.count)}</span>
              <span>{label(part)}</span>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

function nameOf({ state }: DonutPart): string {
  return Object.hasOwn(compliance, state) ? compliance[state as keyof typeof compliance] : state;
}
