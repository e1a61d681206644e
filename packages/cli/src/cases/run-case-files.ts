import { dirname, join } from 'node:path';
import type { Vocabulary } from '@sluice/language';
import { readObject } from '../files/read-document.ts';
import { readVocabulary } from '../files/read-vocabulary.ts';
import { type CaseFile, isRequestCase, type LocatedCase } from './case-file.ts';
import type { CaseResult } from './case-result.ts';
import { findCaseFiles, readCaseFile } from './find-case-files.ts';
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
  const files = [...new Set(paths.flatMap(findCaseFiles))].map(readCaseFile);
  return files.flatMap(file =>
    file.cases.map(located => {
      const start = performance.now();
      const result = runCase(located, file, vocabularies);
      const { line, given } = located;
      return { ...result, file: file.path, line, name: given.name, durationMs: performance.now() - start };
    }),
  );
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
  try {
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
  } catch (error) {
    throw new Error(`${file.path}:${line}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
