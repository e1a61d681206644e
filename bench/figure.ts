/** One measured figure; `ratio` is value / baseline, both taken in the same run. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
  /** What is aimed at, in words. */
  readonly goal?: string;
  /** What a reader must know to read the figure. */
  readonly note?: string;
};

/** One family of figures. `quick`: shorter, for a check that it runs. */
export type Bench = {
  readonly name: string;
  run(options: { readonly quick: boolean }): Promise<readonly Figure[]>;
};

const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** A figure with its ratio to a baseline. */
export function against(name: string, value: number, baseline: number, unit: string, goal?: string): Figure {
  return {
    name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: Number((value / baseline).toFixed(2)),
    ...(goal ? { goal } : {}),
  };
}

export function figure(
  name: string,
  value: number,
  unit: string,
  rest: Pick<Figure, 'goal' | 'note'> = {},
): Figure {
  return { name, value: round(value), unit, ...rest };
}

/**
 * Median nanoseconds a call of each function, taken in turns so that a machine that slows down slows all of them.
 *
 * Each round calls a function `calls` times; the results are summed so that no call can be dropped.
 */
export function nanosecondsPerCall(
  functions: readonly (() => number)[],
  rounds: number,
  calls: number,
): readonly number[] {
  const samples = functions.map((): number[] => []);
  let sink = 0;
  for (let round = 0; round < rounds + 3; round++) {
    functions.forEach((call, index) => {
      const start = process.hrtime.bigint();
      for (let n = 0; n < calls; n++) sink += call();
      const elapsed = Number(process.hrtime.bigint() - start) / calls;
      if (round >= 3) samples[index]?.push(elapsed);
    });
  }
  if (Number.isNaN(sink)) throw new Error('the measured functions must return numbers');
  return samples.map(median);
}

/** The middle of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that `p` percent of the values do not exceed. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** One line, for people or as JSON. */
export function printFigure(figure: Figure, asJson: boolean): void {
  if (asJson) {
    const { name, value, unit, baseline, ratio } = figure;
    console.log(
      JSON.stringify({
        name,
        value,
        unit,
        ...(baseline === undefined ? {} : { baseline }),
        ...(ratio === undefined ? {} : { ratio }),
      }),
    );
    return;
  }
  const compared =
    figure.ratio === undefined ? '' : `  ${figure.ratio}x of ${figure.baseline} ${figure.unit}`;
  const aim = figure.goal ? `  (goal: ${figure.goal})` : '';
  const note = figure.note ? `  ${figure.note}` : '';
  console.log(
    `${figure.name.padEnd(30)} ${String(figure.value).padStart(10)} ${figure.unit}${compared}${aim}${note}`,
  );
}
