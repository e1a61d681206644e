import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVocabulary, FUNCTIONS, type JsonValue } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { createRun } from '../../packages/language/src/runtime/create-run.ts';
import { createNames } from '../../packages/language/src/runtime/names.ts';
import { EvaluationError } from '../../packages/language/src/runtime/run.ts';

// Runs another reader's cases of template functions: `args` in, value out. Where it has no value, ours must fail.

type Case = {
  readonly note: string;
  readonly args: readonly JsonValue[];
  readonly want?: JsonValue;
  readonly want_null?: boolean;
  readonly want_undefined?: boolean;
  readonly want_error?: string;
};

type Suite = { readonly function: string; readonly cases: readonly Case[] };

const FOLDER = join(import.meta.dirname, '../../../shared/conformance/functions');

/** Cases that we answer otherwise, by `function/note`, each with the reason. One that passes does not belong here. */
const SKIPPED: ReadonlyMap<string, string> = new Map();

const vocabulary = createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() });
const run = createRun(
  { resource: {}, context: { now: '2026-01-31T12:00:00Z' } },
  createNames(vocabulary, new Map(), { rawPaths: false }),
);

function readSuite(file: string): Suite {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

/** What `want...` says, in the form of `answerOf`. */
function wantedOf(given: Case): object {
  if (given.want_undefined === true || given.want_error !== undefined) return { fails: true };
  return { value: given.want_null === true ? null : given.want };
}

function answerOf(name: string, args: readonly JsonValue[]): object {
  const fn = FUNCTIONS.find(candidate => candidate.name === name);
  if (fn === undefined) return { unknown: name };
  try {
    return {
      value: fn.evaluate(
        args.map(value => () => value),
        run,
      ),
    };
  } catch (error) {
    if (error instanceof EvaluationError) return { fails: true };
    throw error;
  }
}

function isAsWanted(name: string, given: Case): boolean {
  try {
    expect(answerOf(name, given.args)).toEqual(wantedOf(given));
    return true;
  } catch {
    return false;
  }
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

test.skipIf(files.length === 0 && process.env['CI'] !== 'true')('the shared cases are there', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files)('%s', file => {
  const suite = readSuite(file);

  test.each(suite.cases.filter(given => !SKIPPED.has(`${suite.function}/${given.note}`)))('$note', given => {
    expect(answerOf(suite.function, given.args)).toEqual(wantedOf(given));
  });
});

test.skipIf(SKIPPED.size === 0 || files.length === 0)('skipped cases are there and still differ', () => {
  const differing = files.flatMap(file => {
    const suite = readSuite(file);
    return suite.cases
      .filter(given => !isAsWanted(suite.function, given))
      .map(given => `${suite.function}/${given.note}`);
  });
  expect(differing).toEqual(expect.arrayContaining([...SKIPPED.keys()]));
});
