import { findInstallation, importAliasFiles } from '@sluice/server';
import { Command } from 'commander';
import { CHECKOUT } from '../checkout.ts';
import { needFile } from '../files/read-document.ts';
import { createProgress } from '../progress.ts';

type AliasOptions = { readonly extra?: string; readonly dryRun: boolean; readonly data?: string };

/** `sluice aliases import FILE`: exit 0 when it ran to its end, 2 when it could not. */
export function aliasesCommand(): Command {
  return new Command('aliases')
    .description('the names that rules may use of resource types')
    .addCommand(
      new Command('import')
        .description('import alias tables; types in the file replace what was imported of them before')
        .argument(
          '<file>',
          'output of "az provider list --expand resourceTypes/aliases", or {"resourceTypes": {TYPE: {ALIAS: PATH}}}',
        )
        .option(
          '--extra <file>',
          'what such a catalogue lacks: {"modifiedByBuiltIns": [...], "details": {...}}',
        )
        .option('--dry-run', 'check and tell, store nothing', false)
        .option('--data <folder>', 'data folder (SLUICE_DATA; default: .sluice in the checkout)')
        .addHelpText('after', HELP)
        .action(run),
    );
}

const HELP = `
Works beside a running server, which follows at once, or without one. Aliases that Sluice defines for its own resource types
stay as they are.

Examples:
  az provider list --expand resourceTypes/aliases > providers.json
  sluice aliases import providers.json`;

/** Problems of the document that are shown one by one. */
const SHOWN = 10;

async function run(file: string, { extra, dryRun, data }: AliasOptions): Promise<void> {
  needFile(file);
  if (extra !== undefined) needFile(extra);
  const installation = await findInstallation({
    data: data ?? process.env['SLUICE_DATA'],
    databaseUrl: process.env['DATABASE_URL'],
    checkout: CHECKOUT,
  });
  const progress = createProgress(process.stderr, Date.now);
  const { types, aliases, changed, problems } = await importAliasFiles(
    installation,
    { file, ...(extra === undefined ? {} : { extra }) },
    { dryRun, onProgress: ({ what, done, total }) => progress.step(what, done, total) },
  ).finally(progress.end);
  if (types === 0 && problems.length > 0)
    throw new Error(`${file} holds no aliases. ${problems[0]?.message}`);
  console.log(
    `${aliases} aliases of ${types} resource types; ${changed} types ${dryRun ? 'would be' : 'were'} stored anew.`,
  );
  for (const { pointer, message } of problems.slice(0, SHOWN))
    console.log(`  left out: ${pointer} ${message}`);
  if (problems.length > SHOWN) console.log(`  and ${problems.length - SHOWN} more`);
}
