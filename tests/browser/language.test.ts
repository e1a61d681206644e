import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FAMILIES } from '../house/language-case.ts';
import { answersInBrowser } from './open-page.ts';
import type { CaseFile } from './page.ts';

// The language's cases of conformance/ once more, answered by a real browser.

const ROOT = join(import.meta.dirname, '../../conformance');

const FILES: readonly CaseFile[] = FAMILIES.flatMap(family =>
  readdirSync(join(ROOT, family)).map(file => ({
    family,
    name: file.replace(/\.yaml$/, ''),
    cases: parse(readFileSync(join(ROOT, family, file), 'utf8')),
  })),
);

const { version, answers } = await answersInBrowser(
  JSON.parse(readFileSync(join(ROOT, 'aliases.json'), 'utf8')),
  FILES,
);

describe.each(FILES.map((file, index) => ({ ...file, index })))('$family/$name', ({ cases, index }) => {
  test.each(cases.map((given, place) => ({ ...given, place })))('$name', ({ expect: expected, place }) => {
    expect(answers[index]?.[place]).toEqual(expected);
  });
});

test('it was a browser, and every case was answered', () => {
  expect(version).toMatch(/^\d+\./);
  expect(answers.flat()).toHaveLength(FILES.flatMap(({ cases }) => cases).length);
  expect(answers.flat().length).toBeGreaterThan(1_000);
});
