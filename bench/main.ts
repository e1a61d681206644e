// `npm run bench [-- --json] [--quick] [name ...]`: prints one line a figure.
import { parseArgs } from 'node:util';
import { decisionBench } from './decision.ts';
import { type Bench, printFigure } from './figure.ts';
import { growthBench } from './growth.ts';
import { httpBench } from './http.ts';
import { languageBench } from './language.ts';
import { portalBench } from './portal.ts';
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
  growthBench,
  portalBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});

for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.some(name => bench.name.startsWith(name))) continue;
  for (const figure of await bench.run({ quick: values.quick })) printFigure(figure, values.json);
}
