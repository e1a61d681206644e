import { type ExportFormat, exportInstallationLog } from '@sluice/server';
import { Command } from 'commander';
import { writeBytes } from '../files/write-bytes.ts';
import { formatOption, outputOption, readTime } from './export-options.ts';
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
    .addOption(formatOption())
    .option('--from <time>', 'from then on: 2026-01-31 or 2026-01-31T08:00:00Z', readTime)
    .option('--to <time>', 'before then (default: now)', readTime)
    .addOption(outputOption())
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
  await writeBytes(exportInstallationLog(installation, asked), output);
}
