import { Command } from 'commander';
import { statesExportCommand } from './states-export.ts';

/** `sluice states export`: compliance as files. */
export function statesCommand(): Command {
  return new Command('states')
    .description('take compliance states out, as they are or as they were')
    .addCommand(statesExportCommand());
}
