import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useRef } from 'react';
import { charts } from '#strings/charts';
import { gapsOf, type StepPoint, stepPath } from '../../lib/charts/step-path.ts';
import { localDay } from '../../lib/format/time.ts';
import { useWidth } from '../../lib/use-width.ts';
import { ChartFrame } from './chart-frame.tsx';

const HEIGHT = 200;
const LEFT = 40;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 24;
/** Room that a day needs below the axis. */
const TICK_WIDTH = 90;
const DAY_MS = 86_400_000;

const useStyles = makeStyles({
  chart: { display: 'block', width: '100%', height: `${HEIGHT}px` },
  line: { stroke: tokens.colorCompoundBrandStroke, strokeWidth: '2px', fill: 'none' },
  grid: { stroke: tokens.colorNeutralStroke2, strokeWidth: '1px' },
  gapLines: { stroke: tokens.colorNeutralStroke1, strokeWidth: '1px', fill: 'none' },
  words: { fill: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100 },
  end: { textAnchor: 'end', dominantBaseline: 'central' },
  start: { textAnchor: 'start' },
  // What is over a day shows what the day says.
  day: { fill: 'transparent', ':hover': { fill: tokens.colorNeutralStroke2, fillOpacity: 0.5 } },
});

/** What holds from a time on, until the next point. */
export type TrendPoint = {
  /** ISO 8601. */
  readonly at: string;
  /** From 0 to 100; undefined where nothing was judged. */
  readonly value: number | undefined;
};

export type StepLineChartProps = {
  readonly title: string;
  readonly summary: string;
  /** In the order of time. */
  readonly points: readonly TrendPoint[];
  /** A value in words: "93.5 %". */
  format(value: number): string;
  /** What the values are, for the table. */
  readonly valueHeader: string;
};

/** A share over time: a line with steps, and hatched gaps where nothing was known. */
export function StepLineChart({ title, summary, points, format, valueHeader }: StepLineChartProps) {
  const words = (point: TrendPoint) => (point.value === undefined ? charts.notJudged : format(point.value));
  return (
    <ChartFrame
      title={title}
      summary={summary}
      table={{
        header: [charts.day, valueHeader],
        rows: points.toReversed().map(point => [localDay(point.at), words(point)]),
      }}
    >
      {points.length === 0 ? (
        <p>{charts.noPoints}</p>
      ) : (
        <Lines points={points} summary={summary} words={words} />
      )}
    </ChartFrame>
  );
}

function Lines({
  points,
  summary,
  words,
}: {
  readonly points: readonly TrendPoint[];
  readonly summary: string;
  words(point: TrendPoint): string;
}) {
  const styles = useStyles();
  const hatch = useId();
  const frame = useRef<SVGSVGElement>(null);
  const width = useWidth(frame, 600);
  const times = points.map(({ at }) => Date.parse(at));
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  // The last point holds for as long as those before it did.
  const step = times.length > 1 ? (last - first) / (times.length - 1) : DAY_MS;
  const toX = (time: number) =>
    round(LEFT + ((time - first) / (last + step - first)) * (width - LEFT - RIGHT));
  const toY = (value: number) => round(TOP + (1 - value / 100) * (HEIGHT - TOP - BOTTOM));
  const drawn: readonly StepPoint[] = points.map(({ value }, index) => ({
    x: toX(times[index] ?? first),
    y: value === undefined ? undefined : toY(value),
  }));
  const end = width - RIGHT;
  const each = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor((width - LEFT) / TICK_WIDTH))));
  return (
    <svg ref={frame} className={styles.chart} role="img" aria-label={summary}>
      <defs>
        <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse">
          <path d="M 0 6 L 6 0" className={styles.gapLines} />
        </pattern>
      </defs>
      {[0, 25, 50, 75, 100].map(value => (
        <g key={value}>
          <line x1={LEFT} x2={end} y1={toY(value)} y2={toY(value)} className={styles.grid} />
          <text x={LEFT - 6} y={toY(value)} className={mergeClasses(styles.words, styles.end)}>
            {value}
          </text>
        </g>
      ))}
      {gapsOf(drawn, end).map(({ from, to }) => (
        <rect
          key={from}
          x={from}
          width={Math.max(0, to - from)}
          y={TOP}
          height={HEIGHT - TOP - BOTTOM}
          fill={`url(#${hatch})`}
        />
      ))}
      <path d={stepPath(drawn, end)} className={styles.line} />
      {points.map((point, index) => {
        const { x } = drawn[index] ?? { x: LEFT };
        return (
          <g key={point.at}>
            {index % each === 0 && (
              <text x={x} y={HEIGHT - 6} className={mergeClasses(styles.words, styles.start)}>
                {localDay(point.at)}
              </text>
            )}
            <rect
              x={x}
              width={Math.max(0, (drawn[index + 1]?.x ?? end) - x)}
              y={TOP}
              height={HEIGHT - TOP - BOTTOM}
              className={styles.day}
            >
              <title>{`${localDay(point.at)}: ${words(point)}`}</title>
            </rect>
          </g>
        );
      })}
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
