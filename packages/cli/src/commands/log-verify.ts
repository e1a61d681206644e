import { readFileSync } from 'node:fs';
import { type LogFinding, type VerifiedLog, verifyInstallationLog } from '@sluice/server';
import { Command, Option } from 'commander';
import { needFile } from '../files/read-document.ts';
import { createProgress } from '../progress.ts';
import { findingText, summaryText } from './log-findings.ts';
import { dataOption, installationAt } from './log-place.ts';

type VerifyCommandOptions = {
  readonly checkpoint?: string;
  readonly key?: string;
  readonly output: 'text' | 'json';
  readonly data?: string;
};

/** `sluice log verify`: exit 0 when everything is as it was sealed, 1 when something is not, 2 when it could not be looked at. */
export function logVerifyCommand(): Command {
  return new Command('verify')
    .description('check that no entry of the activity log was altered, removed or slipped in')
    .option(
      '--checkpoint <file>',
      'a checkpoint that was kept outside: finds a log that was cut or rewritten',
    )
    .option('--key <key>', 'the public key that was kept with it (default: the one in the database)')
    .addOption(new Option('--output <form>', 'how to tell').choices(['text', 'json']).default('text'))
    .addOption(dataOption())
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
Every entry is hashed into a batch, and every batch holds the hash of the one before. So without anything else this finds an
entry that was altered, removed or slipped in, and a batch that was changed or taken out. Somebody who may write the
database could cut the end of the log, or make all hashes anew: that is found by a checkpoint which he could not get at.
Keep one now and then where he cannot ("sluice log checkpoint"), with the key that it is signed with.

Entries of the last second or so are not sealed yet and not proved; they are counted. Entries that were pruned by the tenant's
retention are counted; their hashes are checked. Works beside a running server, or without one. The database is only read.

Exit: 0 all is as it was sealed; 1 something is not; 2 it could not be checked.

Examples:
  sluice log verify
  sluice log verify --checkpoint /mnt/audit/2026-11.checkpoint --key "$(cat /mnt/audit/sluice.key)"`;

/** Findings that are shown one by one; all of them are counted, and \`--output json\` shows all. */
const SHOWN = 100;

async function run({ checkpoint, key, output, data }: VerifyCommandOptions): Promise<void> {
  if (checkpoint !== undefined) needFile(checkpoint);
  const installation = await installationAt(data);
  const progress = createProgress(process.stderr, Date.now);
  const byKind: Record<string, number> = {};
  const lines: string[] = [];
  function onFinding(finding: LogFinding): void {
    byKind[finding.kind] = (byKind[finding.kind] ?? 0) + 1;
    if (output === 'json') console.log(JSON.stringify(finding));
    else if (lines.length < SHOWN) lines.push(findingText(finding));
  }
  const verified: VerifiedLog = await verifyInstallationLog(installation, {
    ...(checkpoint === undefined ? {} : { checkpoint: readFileSync(checkpoint, 'utf8') }),
    ...(key === undefined ? {} : { key }),
    onProgress: (entries, total) => progress.step('entries checked', entries, total),
    onFinding,
  }).finally(progress.end);
  if (output === 'json') console.log(JSON.stringify({ summary: verified, findings: byKind }));
  else console.log([...lines, ...summaryText(verified, lines.length)].join('\n'));
  if (verified.findings > 0) process.exitCode = 1;
}
