import { Command } from 'commander';
import { eventsExportCommand } from './events-export.ts';

/** `sluice events export`: policy events as files. */
export function eventsCommand(): Command {
  return new Command('events')
    .description('take policy events out: what rules said of requests')
    .addCommand(eventsExportCommand());
}
