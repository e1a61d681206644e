import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EXPORT_FORMATS, type ExportFormat, exportInstallationLog, toTime } from '@sluice/server';
import { Command, InvalidArgumentError, Option } from 'commander';
import { dataOption, installationAt } from './log-place.ts';

type ExportOptions = {
  readonly format: ExportFormat;
  readonly from?: string;
  readonly to?: string;
  readonly output?: string;
  readonly data?: string;
};

/** `sluice log export`: exit 0 when all was written, 2 when not. */
export function logExportCommand(): Command {
  return new Command('export')
    .description('write the activity log to a file, oldest entry first, however long it is')
    .addOption(new Option('--format <format>', 'how').choices(EXPORT_FORMATS).default('ndjson'))
    .option('--from <time>', 'from then on: 2026-01-31 or 2026-01-31T08:00:00Z', readTime)
    .option('--to <time>', 'before then (default: now)', readTime)
    .option('--output <file>', 'where to (default: standard output)')
    .addOption(dataOption())
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
ndjson has one event a line, as the REST API shows it. csv has one event a row, words without their translation and maps as JSON;
a cell that a spreadsheet could take for a formula begins with an apostrophe. Times without a zone are UTC. Entries that were
pruned are not there. Works beside a running server, or without one.

Examples:
  sluice log export --from 2026-10-01 --to 2026-11-01 --format csv --output october.csv
  sluice log export | jq 'select(.status.value == "Failed") | .caller'`;

async function run({ output, data, ...asked }: ExportOptions): Promise<void> {
  const installation = await installationAt(data);
  const target = output === undefined ? process.stdout : createWriteStream(output);
  const bytes = Readable.from(exportInstallationLog(installation, asked), { objectMode: false });
  try {
    await pipeline(bytes, target, { end: output !== undefined });
  } catch (error) {
    // Who reads it has enough (`| head`).
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

function readTime(text: string): string {
  const time = toTime(text);
  if (time === undefined) throw new InvalidArgumentError('It is no time such as 2026-01-31T08:00:00Z.');
  return time;
}
