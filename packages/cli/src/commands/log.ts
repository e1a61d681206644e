import { Command } from 'commander';
import { logCheckpointCommand } from './log-checkpoint.ts';
import { logExportCommand } from './log-export.ts';
import { logVerifyCommand } from './log-verify.ts';

/** `sluice log verify | checkpoint | export`: the activity log as an auditor uses it. */
export function logCommand(): Command {
  return new Command('log')
    .description('prove the activity log, keep its checkpoints, export it')
    .addCommand(logVerifyCommand())
    .addCommand(logCheckpointCommand())
    .addCommand(logExportCommand());
}
