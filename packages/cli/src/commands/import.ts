import { writeFileSync } from 'node:fs';
import { findInstallation, type ImportEntry, type ImportOutcome, importPolicies } from '@sluice/server';
import { Command, Option } from 'commander';
import { CHECKOUT } from '../checkout.ts';
import { needPath } from '../files/read-document.ts';
import { createProgress } from '../progress.ts';

type ImportOptions = {
  readonly dryRun: boolean;
  readonly report?: string;
  readonly output: 'text' | 'json';
  readonly data?: string;
};

/** `sluice import azure-policy PATH`: exit 0 when it ran to its end, whatever was refused; 2 when it could not. */
export function importCommand(): Command {
  return new Command('import').description('bring in what is published elsewhere').addCommand(
    new Command('azure-policy')
      .description('import built-in policy definitions and initiatives; may be run again')
      .argument(
        '<path>',
        'a checkout of Azure/azure-policy, a JSON file, a JSONL file ({"path","content"} a line), or a folder of such',
      )
      .option('--dry-run', 'check and tell, store nothing', false)
      .option('--report <file>', 'write what became of each file: JSON Lines')
      .addOption(
        new Option('--output <form>', 'how to tell the sums').choices(['text', 'json']).default('text'),
      )
      .option('--data <folder>', 'data folder (SLUICE_DATA; default: .sluice in the checkout)')
      .addHelpText('after', HELP)
      .action(run),
  );
}

const HELP = `
Works beside a running server, which follows at once, or without one. Definitions of modes and effects that Sluice does not
evaluate are stored and can be read (properties.notEvaluated says why), but not assigned.

Examples:
  sluice aliases import aliases.json
  sluice import azure-policy ~/azure-policy --report report.jsonl`;

async function run(path: string, options: ImportOptions): Promise<void> {
  needPath(path);
  // A report that cannot be written is better known before than after.
  if (options.report !== undefined) writeFileSync(options.report, '');
  const installation = await findInstallation({
    data: options.data ?? process.env['SLUICE_DATA'],
    databaseUrl: process.env['DATABASE_URL'],
    checkout: CHECKOUT,
  });
  const progress = createProgress(process.stderr, Date.now);
  const entries = await importPolicies(installation, path, {
    dryRun: options.dryRun,
    onProgress: ({ what, done, total }) => progress.step(what, done, total),
  }).finally(progress.end);
  if (entries.length === 0)
    throw new Error(
      `There are no policy definitions in "${path}". Of a folder those files are read that have policyDefinitions or policySetDefinitions in their path; any other file can be named itself.`,
    );
  if (options.report !== undefined)
    writeFileSync(options.report, entries.map(entry => `${JSON.stringify(entry)}\n`).join(''));
  console.log(
    options.output === 'json' ? JSON.stringify(summaryOf(entries)) : describe(entries, options.dryRun),
  );
}

type Summary = {
  readonly outcomes: Readonly<Record<ImportOutcome, number>>;
  readonly notEvaluated: number;
  readonly unknownAliases: number;
  /** Initiatives with members that want a version which is not published. */
  readonly missingVersions: number;
  /** How many were refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
};

/** The counts of an import. */
export function summaryOf(entries: readonly ImportEntry[]): Summary {
  const outcomes = { imported: 0, unchanged: 0, refused: 0, repeated: 0, kept: 0 };
  const refused: Record<string, number> = {};
  for (const { outcome, code = 'unknown' } of entries) {
    outcomes[outcome] += 1;
    if (outcome === 'refused') refused[code] = (refused[code] ?? 0) + 1;
  }
  return {
    outcomes,
    notEvaluated: entries.filter(({ notEvaluated }) => notEvaluated !== undefined).length,
    unknownAliases: entries.filter(({ unknownAliases = 0 }) => unknownAliases > 0).length,
    missingVersions: entries.filter(({ missingVersions = 0 }) => missingVersions > 0).length,
    refused,
  };
}

/** Refusals that are shown one by one. */
const SHOWN = 20;

/** The summary for people. */
export function describe(entries: readonly ImportEntry[], dryRun: boolean): string {
  const { outcomes, notEvaluated, unknownAliases, missingVersions, refused } = summaryOf(entries);
  const of = (kind: ImportEntry['kind']) =>
    entries.filter(entry => entry.kind === kind && entry.outcome === 'imported').length;
  const refusals = entries.filter(({ outcome }) => outcome === 'refused');
  return [
    `${dryRun ? 'Would import' : 'Imported'} ${of('definition')} definitions and ${of('initiative')} initiatives.`,
    ...line(outcomes.unchanged, 'were there already, the same'),
    ...line(outcomes.repeated, 'repeat another file (Azure Government has most of the public ones again)'),
    ...line(outcomes.kept, 'come with Sluice, and stay as they are'),
    ...line(
      notEvaluated,
      'are of a mode or effect that is not evaluated here: they can be read, not assigned',
    ),
    ...line(
      unknownAliases,
      'name aliases that are not known here, and apply to nothing until "sluice aliases import" brings them',
    ),
    ...line(missingVersions, 'are initiatives that want versions of their members which are not published'),
    ...line(refusals.length, 'were refused:'),
    ...refusals
      .slice(0, SHOWN)
      .map(
        ({ path, code, reason, pointer = '' }) =>
          `    ${path}${pointer && ` at ${pointer}`}: ${reason} (${code})`,
      ),
    ...(refusals.length > SHOWN
      ? Object.entries(refused).map(([code, count]) => `    ${count} in all with ${code}`)
      : []),
  ].join('\n');
}

function line(count: number, words: string): readonly string[] {
  return count === 0 ? [] : [`  ${count} ${words}`];
}
