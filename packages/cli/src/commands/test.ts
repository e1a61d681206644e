import { Command } from 'commander';
import { findCaseFiles, readCaseFile } from '../cases/find-case-files.ts';
import { runDefinitionCase } from '../cases/run-definition-case.ts';

/** `sluice test PATH...`: exit 0 when all cases hold, 1 when one does not, 2 when a file cannot be read. */
export function testCommand(): Command {
  return new Command('test')
    .description('run the cases of policy definitions, offline, with the engine that the server uses')
    .argument(
      '<path...>',
      'a definition (NAME.json, with NAME.cases.yaml beside it), a case file, or a folder',
    )
    .option('--output <form>', 'text, or json: one object a case', 'text')
    .addHelpText('after', EXAMPLE)
    .action((paths: string[], { output }: { output: string }) => {
      process.exitCode = runFiles(paths.flatMap(findCaseFiles), output === 'json');
    });
}

const EXAMPLE = `
A case file is a list:
  - name: a model of another registry is refused
    parameters: { allowedRegistryName: azureml, effect: Deny }
    deploys: azureml://registries/HuggingFace/models/gpt-neox-20b/versions/3
    expect: { verdict: deny, state: NonCompliant }

Examples:
  sluice test policies/only-approved.json
  sluice test policies --output json`;

function runFiles(files: readonly string[], asJson: boolean): number {
  let failed = 0;
  let passed = 0;
  for (const file of files) {
    const { path, definition, cases } = readCaseFile(file);
    for (const testCase of cases) {
      const { name, problems } = runDefinitionCase(definition, testCase);
      if (problems.length === 0) passed++;
      else failed++;
      if (asJson) console.log(JSON.stringify({ file: path, name, holds: problems.length === 0, problems }));
      else if (problems.length > 0) console.log([`FAILED ${path}: ${name}`, ...problems].join('\n    '));
    }
  }
  if (!asJson) console.log(`${passed} passed, ${failed} failed`);
  if (passed + failed === 0)
    console.error('No cases found. See "sluice test --help" for what a case file looks like.');
  return failed > 0 || passed + failed === 0 ? 1 : 0;
}
