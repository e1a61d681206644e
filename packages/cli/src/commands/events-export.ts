import { Command } from 'commander';
import { type ComplianceOptions, exportCompliance } from './export-compliance.ts';
import { formatOption, outputOption, readTime, scopeOption } from './export-options.ts';
import { dataOption } from './log-place.ts';

/** `sluice events export`: exit 0 when all was written, 2 when not. */
export function eventsExportCommand(): Command {
  return new Command('export')
    .description('write policy events to a file, newest first, however many there are')
    .addOption(formatOption())
    .addOption(scopeOption())
    .option('--from <time>', 'from then on: 2026-01-31 or 2026-01-31T08:00:00Z (default: all)', readTime)
    .option('--to <time>', 'up to then (default: now)', readTime)
    .option('--filter <odata>', 'only those that fit, as $filter of a query has it')
    .addOption(outputOption())
    .addOption(dataOption())
    .addHelpText('after', HELP)
    .action((asked: ComplianceOptions) => exportCompliance('policyEvents', 'events written', asked));
}

const HELP = `
One event is what one rule said of one request, refused ones too. ndjson has one a line, as the REST API shows it, with
policyEvaluationDetails. csv has one a row: its flat fields, the component that it is about and the reason; a cell that a spreadsheet
could take for a formula begins with an apostrophe. Times without a zone are UTC. A scope is the id of a management group, a
subscription, a resource group, a resource, an assignment, a definition or an initiative. Events of decisions that were pruned are not
there. Works beside a running server, or without one.

Exit: 0 everything was written; 2 not, and the message says why.

Examples:
  sluice events export --from 2026-10-01 --filter "policyDefinitionAction eq 'deny'" --format csv --output denied.csv
  sluice events export --scope /subscriptions/{id}/resourceGroups/rg-chat | jq .decisionId`;
