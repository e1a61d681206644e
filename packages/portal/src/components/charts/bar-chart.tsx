import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import { StateFill } from './state-fill.tsx';

const useStyles = makeStyles({
  bars: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
  words: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
  value: { flexShrink: 0, fontVariantNumeric: 'tabular-nums' },
  bar: { display: 'block', width: '100%', height: '12px', marginTop: tokens.spacingVerticalXXS },
  frame: { fill: 'none', stroke: tokens.colorNeutralStrokeAccessible, strokeWidth: '1px' },
});

/** How much of something one thing has. */
export type Bar = {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  /** The value in words: "3 of 11". */
  readonly words: string;
};

export type BarChartProps = {
  readonly title: string;
  readonly summary: string;
  /** In the order that they are shown in. */
  readonly bars: readonly Bar[];
  /** The state that is counted, as the API spells it: it gives the bars their look. */
  readonly state: string;
  readonly nameHeader: string;
  readonly valueHeader: string;
  /** What stands for a name: a link, say. */
  label?(bar: Bar): ReactNode;
};

/** Who has most of something: a bar each, the longest as long as there is room, with its name and its number in words. */
export function BarChart({
  title,
  summary,
  bars,
  state,
  nameHeader,
  valueHeader,
  label = nameOf,
}: BarChartProps) {
  const styles = useStyles();
  const fill = useId();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ChartFrame
      title={title}
      summary={summary}
      table={{ header: [nameHeader, valueHeader], rows: bars.map(({ name, words }) => [name, words]) }}
    >
      <ul className={styles.bars} aria-label={title}>
        {bars.map((bar, index) => (
          <li key={bar.id}>
            <span className={styles.words}>
              <span className={styles.name}>{label(bar)}</span>
              <span className={styles.value}>{bar.words}</span>
            </span>
            <svg className={styles.bar} aria-hidden="true">
              <defs>
                <StateFill id={`${fill}-${index}`} state={state} />
              </defs>
              <rect width={`${(bar.value / most) * 100}%`} height="100%" fill={`url(#${fill}-${index})`} />
              <rect width={`${(bar.value / most) * 100}%`} height="100%" className={styles.frame} />
            </svg>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function nameOf({ name }: Bar): string {
  return name;
}
