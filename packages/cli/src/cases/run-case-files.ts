import { dirname, join } from 'node:path';
import type { Vocabulary } from '@sluice/language';
import { readDecisionFile } from '../decisions/decision-file.ts';
import { decisionProblem, isDecisionFile } from '../decisions/decision-problem.ts';
import { createDecisionRunner } from '../decisions/run-decision-file.ts';
import { readObject } from '../files/read-document.ts';
import { readVocabulary } from '../files/read-vocabulary.ts';
import { type CaseFile, isRequestCase, type LocatedCase } from './case-file.ts';
import type { CaseResult } from './case-result.ts';
import { findCaseFiles, readCaseFile, readLocated } from './find-case-files.ts';
import { runDefinitionCase } from './run-definition-case.ts';
import { runRuleCase } from './run-rule-case.ts';

/** A case that was run. */
export type RanCase = CaseResult & {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly durationMs: number;
};

/** Runs all cases that paths name, each file once. Throws Error for a file that cannot be read. */
export function runCaseFiles(paths: readonly string[], aliases: readonly string[]): readonly RanCase[] {
  const vocabularies = createVocabularies(aliases);
  return [...new Set(paths.flatMap(findCaseFiles))].flatMap(path => {
    const located = readLocated(path);
    return isDecisionFile(located.root)
      ? runDecisions(path, located)
      : runRules(readCaseFile(path), vocabularies);
  });
}

function runRules(file: CaseFile, vocabularies: Vocabularies): readonly RanCase[] {
  return file.cases.map(located => {
    const { line, given } = located;
    return timed(file.path, line, given.name, () => runCase(located, file, vocabularies));
  });
}

function runDecisions(
  path: string,
  { lineOf }: Pick<ReturnType<typeof readLocated>, 'lineOf'>,
): readonly RanCase[] {
  const file = readDecisionFile(path);
  const problem = decisionProblem(file, lineOf);
  if (problem !== undefined) throw new Error(`${path}:${problem}`);
  const run = atPlace(path, () => createDecisionRunner(file));
  return file.cases.map((given, index) =>
    timed(path, lineOf(index), given.name, () => atPlace(`${path}:${lineOf(index)}`, () => run(given))),
  );
}

function timed(file: string, line: number, name: string, run: () => CaseResult): RanCase {
  const start = performance.now();
  const result = run();
  return { ...result, file, line, name, durationMs: performance.now() - start };
}

/** Says of what is thrown where it happened. */
function atPlace<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

type Vocabularies = (files: readonly string[]) => Vocabulary;

/** Alias files are long; each set of them is read once. */
function createVocabularies(aliases: readonly string[]): Vocabularies {
  const known = new Map<string, Vocabulary>();
  return files => {
    const all = [...aliases, ...files];
    const key = JSON.stringify(all);
    const vocabulary = known.get(key) ?? readVocabulary(all);
    known.set(key, vocabulary);
    return vocabulary;
  };
}

function runCase({ line, given }: LocatedCase, file: CaseFile, vocabularies: Vocabularies): CaseResult {
  return atPlace(`${file.path}:${line}`, () => {
    if (isRequestCase(given)) {
      const path = file.definitionPath;
      if (path === undefined)
        throw new Error(
          `the definition is missing: cases of requests stand beside the NAME.json that they judge.`,
        );
      return runDefinitionCase(readObject(path), path, given);
    }
    const own = typeof given.aliases === 'string' ? [given.aliases] : (given.aliases ?? []);
    return runRuleCase(given, file, vocabularies(own.map(name => join(dirname(file.path), name))));
  });
}
