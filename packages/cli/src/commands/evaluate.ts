import { Command, InvalidArgumentError, Option } from 'commander';
import { utcNowOf } from '../evaluate/case-context.ts';
import { type EvaluateOptions, evaluateFiles } from '../evaluate/evaluate-files.ts';
import { runStdin } from '../evaluate/run-stdin.ts';

type CommandOptions = EvaluateOptions & { readonly stdin: boolean };

/** `sluice evaluate`: exit 0 when everything was evaluated, 1 when the rule or an evaluation fails, 2 for a file that cannot be read. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('what a policy definition does to a resource, and why; offline')
    .argument('[definition]', 'a definition or a bare rule (JSON or YAML), or a folder that has one')
    .argument('[resources...]', 'resources: files, or folders of them')
    .option('--parameters <file>', 'values of parameters: {"name": value}, or a parameter file of Azure')
    .option(
      '--context <file>',
      'what resourceGroup(), subscription(), policy(), requestContext() and utcNow() give',
    )
    .option('--related <file>', 'resources among which an IfNotExists effect looks; repeatable', collect, [])
    .option(
      '--aliases <file>',
      'what "az provider list --expand resourceTypes/aliases" prints; repeatable',
      collect,
      [],
    )
    .option('--api-version <version>', 'api-version of the request: chooses the paths of aliases')
    .option('--now <instant>', 'the time that utcNow() gives, in ISO 8601', instant)
    .option(
      '--raw-paths',
      'take a field without alias for a path into the resource, such as properties.port',
      false,
    )
    .option('--stdin', 'answer requests in JSON Lines until the input ends', false)
    .addOption(new Option('--output <form>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (definition: string | undefined, resources: string[], options: CommandOptions) => {
      if (options.stdin) return runStdin(process.stdin, process.stdout);
      if (definition === undefined)
        throw new Error('Name a definition and a resource, or use --stdin. See "sluice evaluate --help".');
      process.exitCode = evaluateFiles(definition, resources, options);
    });
}

const HELP = `
A folder as definition has definition.json (or policy.json, azurepolicy.json, rule.json) and, where they are wanted,
resource.json or resources/, parameters.json, context.json, related.json, aliases.json.

Examples:
  sluice evaluate policies/deny-public-ip.json vm.json
  sluice evaluate policy.json resources/ --parameters parameters.json --output json
  sluice evaluate policy.json vm.json --aliases aliases.json --api-version 2024-03-01
  sluice evaluate rule.json resource.json --raw-paths
  sluice evaluate examples/inherit-a-tag

With --stdin, one JSON object a line in, one out for each that has an answer, with the same id:
  {"op":"aliases","name":"az","catalogue":[...]}
  {"op":"evaluate","id":1,"rule":{...},"parameters":{...},"resource":{...},"aliases":"az"}
      -> {"id":1,"effect":"deny"} or {"id":1,"undefined":true} or {"id":1,"error":{"stage":"parse","message":"..."}}
  {"op":"parse","id":2,"level":"rule","source":"{...}"}            -> {"id":2,"ok":true}
  {"op":"function","id":3,"function":"concat","arguments":["a","b"]} -> {"id":3,"value":"ab"}`;

function instant(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError(`"${text}" is no instant such as 2026-01-31T12:00:00Z.`);
  return utcNowOf(date);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
