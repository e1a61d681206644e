import type { Diagnostic } from '@sluice/language';
import { Command, Option } from 'commander';
import { checkFile } from '../check/check-file.ts';
import { findDefinitions } from '../check/find-definitions.ts';
import { readVocabulary } from '../files/read-vocabulary.ts';
import { diagnosticText } from '../report/diagnostic-text.ts';

type CheckOptions = {
  readonly aliases: readonly string[];
  readonly strict: boolean;
  readonly output: 'text' | 'json';
};

/** `sluice check`: exit 0 without errors, 1 with one (or, when strict, a warning), 2 for a file that cannot be read. */
export function checkCommand(): Command {
  return new Command('check')
    .description('say what is wrong or doubtful in policy definitions; offline')
    .argument('<path...>', 'definitions or bare rules (JSON or YAML), or folders of them')
    .option(
      '--aliases <file>',
      'what "az provider list --expand resourceTypes/aliases" prints; repeatable',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .option('--strict', 'let warnings fail, too', false)
    .addOption(new Option('--output <form>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action((paths: string[], options: CheckOptions) => {
      process.exitCode = checkPaths(paths, options);
    });
}

const HELP = `
Each problem is a line: file:line:column severity code message. Terminals and editors open the place from it.
Aliases of types that Sluice does not govern are unknown here unless a file of them is given.

Examples:
  sluice check policies
  sluice check policies/deny-public-ip.json --aliases aliases.json --strict
  az provider list --expand resourceTypes/aliases > aliases.json`;

function checkPaths(paths: readonly string[], { aliases, strict, output }: CheckOptions): number {
  const vocabulary = readVocabulary(aliases);
  const files = [...new Set(paths.flatMap(findDefinitions))];
  if (files.length === 0) throw new Error(`There are no policy definitions in ${paths.join(', ')}.`);
  const found = files.flatMap(file => checkFile(file, vocabulary).map(diagnostic => ({ file, diagnostic })));
  const count = (severity: Diagnostic['severity']): number =>
    found.filter(({ diagnostic }) => diagnostic.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (output === 'json') {
    console.log(
      JSON.stringify(
        found.map(({ file, diagnostic }) => toJson(file, diagnostic)),
        undefined,
        2,
      ),
    );
  } else {
    for (const { file, diagnostic } of found) console.log(diagnosticText(file, diagnostic));
    console.log(
      `${amount(files.length, 'definition')}, ${amount(errors, 'error')}, ${amount(warnings, 'warning')}`,
    );
  }
  return errors > 0 || (strict && warnings > 0) ? 1 : 0;
}

function toJson(file: string, { range, ...diagnostic }: Diagnostic): object {
  const { start, end } = range ?? {};
  return {
    file,
    ...(start === undefined ? {} : { line: start.line, column: start.column }),
    ...(end === undefined ? {} : { endLine: end.line, endColumn: end.column }),
    ...diagnostic,
  };
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
