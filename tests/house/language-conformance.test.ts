import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EFFECT_NAMES, FUNCTIONS, type JsonValue, OPERATORS } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createAnswer, FAMILIES, type Family, type LanguageCase } from './language-case.ts';
import { schemaProblems } from './schema-problems.ts';

// Runs the language's cases of conformance/: reads a case, asks for the answer, compares. Says nothing by itself.

const ROOT = join(import.meta.dirname, '../../conformance');
const answer = createAnswer(JSON.parse(readFileSync(join(ROOT, 'aliases.json'), 'utf8')));

function namesIn(folder: Family): string[] {
  return readdirSync(join(ROOT, folder)).map(file => file.replace(/\.yaml$/, ''));
}

function casesOf(folder: Family, name: string): readonly LanguageCase[] {
  return parse(readFileSync(join(ROOT, folder, `${name}.yaml`), 'utf8'));
}

const OWN_FIELDS = ['name', 'fullName', 'type', 'kind', 'location', 'id', 'identity', 'tags'];
const FILES = FAMILIES.flatMap(family => namesIn(family).map(name => ({ family, name })));

describe.each(FILES)('$family/$name', ({ family, name }) => {
  test.each(casesOf(family, name))('$name', given => {
    expect(answer(family, name, given)).toEqual(given.expect);
  });
});

describe('the cases themselves', () => {
  test.each<[family: Family, words: readonly string[]]>([
    ['operators', OPERATORS.map(operator => operator.name)],
    ['functions', FUNCTIONS.map(fn => fn.name)],
    ['effects', EFFECT_NAMES],
    [
      'fields',
      [
        ...OWN_FIELDS,
        ...['alias', 'versioned-alias', 'array-members', 'count-field', 'count-value', 'count-nested'],
      ],
    ],
    ['expressions', ['syntax', 'escapes', 'property-access', 'indexes', 'errors']],
  ])('%s: every word has a file of cases, and every file a word', (family, words) => {
    expect(namesIn(family).sort()).toEqual([...words].sort());
  });

  test.each(FILES)(
    '$family/$name: the cases follow their schema, and each has a name of its own',
    ({ family, name }) => {
      const file = join(ROOT, 'schema', `${family.slice(0, -1)}-case.json`);
      const cases = casesOf(family, name);
      expect(schemaProblems(JSON.parse(readFileSync(file, 'utf8')), cases)).toEqual([]);
      expect(new Set(cases.map(given => given.name)).size).toBe(cases.length);
    },
  );

  test.each(OPERATORS)('operators/$name: show every kind of left side', ({ name }) => {
    const kinds = casesOf('operators', name).map(({ if: condition, resource }) =>
      kindOf(resource?.[String(condition?.['field'])]),
    );
    expect([...new Set(kinds)]).toEqual(
      expect.arrayContaining(['missing', 'null', 'empty text', 'text', 'array', 'object']),
    );
  });

  test('every function that can be called wrongly shows how that fails', () => {
    const never = FUNCTIONS.filter(({ name }) => !casesOf('functions', name).some(isRefusal));
    expect(never.map(({ name }) => name)).toEqual(['createArray']);
  });

  test.each(EFFECT_NAMES)('effects/%s: show what is accepted and what is refused', name => {
    const cases = casesOf('effects', name);
    expect([cases.some(each => each.expect.accepted), cases.some(isRefusal)]).toEqual([true, true]);
  });

  test.each([...OWN_FIELDS, 'alias', 'versioned-alias'])('fields/%s: show what is missing', name => {
    expect(casesOf('fields', name).some(each => each.expect.missing)).toBe(true);
  });

  test.each(FILES)('$family/$name: shows what holds and what does not', ({ family, name }) => {
    const answers = casesOf(family, name).map(given => JSON.stringify(given.expect));
    expect(new Set(answers).size).toBeGreaterThan(1);
  });
});

function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' ? 'empty text' : 'text';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRefusal({ expect: { error, diagnostic } }: LanguageCase): boolean {
  return error !== undefined || diagnostic !== undefined;
}
