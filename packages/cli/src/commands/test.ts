import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { coverageOf } from '../cases/coverage.ts';
import { runCaseFiles } from '../cases/run-case-files.ts';
import { watchPaths } from '../cases/watch-paths.ts';
import { withoutCases } from '../cases/without-cases.ts';
import { CHECKOUT } from '../checkout.ts';
import { needPath } from '../files/read-document.ts';
import { REPORTERS, type ReporterName, reportOf } from '../report/case-report.ts';
import { type CaseRun, holds } from '../report/case-run.ts';

type TestOptions = {
  readonly reporter: ReporterName;
  readonly output?: ReporterName;
  readonly aliases: readonly string[];
  readonly coverage: boolean;
  readonly coverageThreshold?: number;
  readonly watch: boolean;
  /** True: of what stands beside a definition. */
  readonly schema?: true | 'definition' | 'decision';
};

/** `sluice test`: exit 0 when all cases hold, 1 when one does not or coverage is too little, 2 when a file cannot be read. */
export function testCommand(): Command {
  return new Command('test')
    .description('run the cases of policy definitions; offline, with the engine that the server uses')
    .argument('[path...]', 'a case file, a definition with cases beside it, or a folder')
    .addOption(
      new Option('--reporter <name>', 'how to tell what came out').choices(REPORTERS).default('text'),
    )
    .addOption(new Option('--output <name>', 'the older name of --reporter').choices(REPORTERS).hideHelp())
    .option(
      '--aliases <file>',
      'what "az provider list --expand resourceTypes/aliases" prints; repeatable',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .option('--coverage', 'tell which conditions were ever true and ever false', false)
    .option('--coverage-threshold <percent>', 'fail where coverage is less', percentage)
    .option('--watch', 'run again whenever a file changes, until interrupted', false)
    .addOption(
      new Option('--schema [kind]', 'print the JSON Schema of case files, for editors').choices([
        'definition',
        'decision',
      ]),
    )
    .addHelpText('after', HELP)
    .action((paths: string[], options: TestOptions) => {
      if (options.schema !== undefined) {
        process.stdout.write(readFileSync(schemaOf(options.schema), 'utf8'));
        return;
      }
      if (paths.length === 0)
        throw new Error('Name case files, or a folder that has them. See "sluice test --help".');
      if (options.watch) keepRunning(paths, options);
      else process.exitCode = runOnce(paths, options);
    });
}

function schemaOf(kind: true | 'definition' | 'decision'): string {
  const name = kind === true ? 'definition' : kind;
  return join(CHECKOUT, 'conformance', 'schema', `${name}-case.json`);
}

const HELP = `
Cases of NAME.json stand beside it in NAME.cases.yaml (or .yml, .json). A case says what the rule does to a resource:
  - name: a machine without a tag gets one
    resource: { type: Microsoft.Compute/virtualMachines, name: vm1, tags: {} }
    parameters: { tagName: env }
    expect: { effect: modify, details: { operations: [{ operation: addOrReplace, value: prod }] } }
  - name: a machine that has the tag is left alone
    resource: vm-with-tag.json
    expect: { effect: none }
  - name: a misspelt operator is found when the rule is saved
    rule: { if: { field: type, equal: x }, then: { effect: deny } }
    expect: { diagnostic: operator/unknown, at: /if/equal }
or what the server answers to a deployment of a model:
  - name: a model of another registry is refused
    parameters: { allowedRegistryName: azureml, effect: Deny }
    deploys: azureml://registries/HuggingFace/models/gpt-neox-20b/versions/3
    expect: { verdict: deny, state: NonCompliant }
or what several assignments, initiatives and exemptions together answer to a request (sluice test --schema decision):
  - name: the group with an exemption goes on
    assign: [{ name: cost, at: company, definition: require-tag.json, parameters: { tagName: costCenter } }]
    exempt: [{ name: later, at: chat, assignment: cost, properties: { exemptionCategory: Waiver } }]
    request: { verb: PUT, resource: assistants, body: { location: eastus, kind: OpenAI, sku: { name: S0 }, properties: {} } }
    expect: { verdict: allow, results: [{ assignment: cost, subject: resource, outcome: exempt, state: Exempt }] }
with the scopes and resources that it names in a decisions-world.yaml beside the file or one folder above.
A case of a rule may also have definition, rule, if or expression of its own, related (resources), context (resourceGroup,
subscription, policy, utcNow), requestContext, apiVersion, aliases (files), rawPaths; expect also takes outcome, value,
error, severity. A file that is an object has cases, and beside them what holds for all. docs/testing-policies.md
tells it all. For editors: sluice test --schema > definition-case.json, and a first line
"# yaml-language-server: $schema=definition-case.json" in the case files.

Examples:
  sluice test policies
  sluice test policies/only-approved.json --watch
  sluice test policies --coverage --coverage-threshold 90
  sluice test policies --reporter junit > results.xml`;

function runOnce(paths: readonly string[], options: TestOptions): number {
  const cases = runCaseFiles(paths, options.aliases);
  const asksCoverage = options.coverage || options.coverageThreshold !== undefined;
  const seen = cases.flatMap(each => each.seen ?? []);
  const run: CaseRun = {
    cases,
    ...(asksCoverage ? { coverage: coverageOf([...seen, ...withoutCases(paths, seen)]) } : {}),
    threshold: options.coverageThreshold,
  };
  console.log(reportOf(options.output ?? options.reporter, run));
  return holds(run) ? 0 : 1;
}

/** A file that cannot be read is told, and waited for: whoever edits it is not done. A path that is not there at all is a mistake. */
function keepRunning(paths: readonly string[], options: TestOptions): void {
  paths.forEach(needPath);
  const run = (): void => {
    try {
      process.exitCode = runOnce(paths, options);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    }
    console.error('Waiting for changes. Ctrl+C ends.');
  };
  watchPaths(paths, run);
  run();
}

function percentage(text: string): number {
  const percent = Number(text);
  if (text.trim() === '' || !(percent >= 0 && percent <= 100))
    throw new InvalidArgumentError(`"${text}" is no percentage: expected 0 to 100.`);
  return percent;
}
