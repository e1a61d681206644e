// `npm run bench [-- --json] [--quick] [name ...]`: prints one line a figure.
import { parseArgs } from 'node:util';
import { decisionBench } from './decision.ts';
import type { Bench, Figure } from './figure.ts';
import { httpBench } from './http.ts';
import { languageBench } from './language.ts';
import { previewBench } from './preview.ts';
import { scanBench } from './scan.ts';
import { startBench } from './start.ts';

const BENCHES: readonly Bench[] = [
  decisionBench,
  languageBench,
  startBench,
  httpBench,
  previewBench,
  scanBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});

for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.some(name => bench.name.startsWith(name))) continue;
  for (const figure of await bench.run({ quick: values.quick })) print(figure);
}

function print(figure: Figure): void {
  if (values.json) {
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
