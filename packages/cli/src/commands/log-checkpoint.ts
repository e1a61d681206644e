import { writeFileSync } from 'node:fs';
import { checkpointInstallationLog } from '@sluice/server';
import { Command } from 'commander';
import { dataOption, installationAt } from './log-place.ts';

/** `sluice log checkpoint`: exit 0 when there is one, 2 when not. */
export function logCheckpointCommand(): Command {
  return new Command('checkpoint')
    .description(
      'seal the log and give a signed checkpoint, to be kept where nobody of this machine can change it',
    )
    .option('--output <file>', 'write it to a file (default: standard output)')
    .addOption(dataOption())
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
A checkpoint says how many entries the log had, and what they were: a few lines of text, nothing secret. Whoever keeps one can
tell later whether anything before it was changed, with "sluice log verify --checkpoint FILE". Keep it on another machine, with
another owner: write-once storage, an auditor's mailbox, a repository. The public key is told on standard error: keep it too, once.

The form is that of signed notes (C2SP), so other programs can check the signature. What a running server gives at
GET /providers/Sluice.Governance/checkpoints/latest is the same.

Examples:
  sluice log checkpoint --output "/mnt/audit/$(date +%F).checkpoint"`;

async function run({ output, data }: { readonly output?: string; readonly data?: string }): Promise<void> {
  const installation = await installationAt(data);
  const checkpoint = await checkpointInstallationLog(installation, process.env['SLUICE_AUTHORITY_KEY']);
  if (checkpoint === undefined) throw new Error('The log is empty, or no server has sealed any of it yet.');
  const { note, key, isBehind } = checkpoint;
  if (output === undefined) process.stdout.write(note);
  else writeFileSync(output, note);
  console.error(`Signed with ${key}`);
  if (isBehind)
    console.error(
      'Entries that are not sealed yet are not in it: a server seals them, or this command with its authority key.',
    );
}
