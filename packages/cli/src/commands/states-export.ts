import { Command } from 'commander';
import { type ComplianceOptions, exportCompliance } from './export-compliance.ts';
import { formatOption, outputOption, readTime, scopeOption } from './export-options.ts';
import { dataOption } from './log-place.ts';

type StatesOptions = Omit<ComplianceOptions, 'from' | 'to'> & { readonly at?: string };

/** `sluice states export`: exit 0 when all was written, 2 when not. */
export function statesExportCommand(): Command {
  return new Command('export')
    .description('write compliance states to a file, in the order of resources, however many there are')
    .addOption(formatOption())
    .addOption(scopeOption())
    .option('--at <time>', 'as they were then: 2026-01-31 or 2026-01-31T08:00:00Z (default: now)', readTime)
    .option('--filter <odata>', 'only those that fit, as $filter of a query has it')
    .addOption(outputOption())
    .addOption(dataOption())
    .addHelpText('after', HELP)
    .action(({ at, ...asked }: StatesOptions) =>
      exportCompliance('policyStates', 'states written', {
        ...asked,
        ...(at === undefined ? {} : { to: at }),
      }),
    );
}

const HELP = `
One state is one rule over one resource. ndjson has one a line, as the REST API shows it, with policyEvaluationDetails. csv has one
a row: its flat fields, the component that it is about and the reason; a cell that a spreadsheet could take for a formula begins with
an apostrophe. Times without a zone are UTC. A scope is the id of a management group, a subscription, a resource group, a resource, an
assignment, a definition or an initiative. What is written while it runs may be in it or not; a resource that is there all the time
comes once. Works beside a running server, or without one.

Exit: 0 everything was written; 2 not, and the message says why.

Examples:
  sluice states export --filter "complianceState eq 'NonCompliant'" --format csv --output non-compliant.csv
  sluice states export --scope /subscriptions/{id}/resourceGroups/rg-chat --at 2026-03-01
  sluice states export | jq 'select(.isCompliant | not) | .policyEvaluationDetails.reason'`;
