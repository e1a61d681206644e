import { expect, test } from 'vitest';
import type { PolicyFile } from './read-policy-files.ts';
import { sortPolicyFiles } from './sort-policy-files.ts';

const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const SETS = '/providers/Microsoft.Authorization/policySetDefinitions';

function file(path: string, id: string): PolicyFile {
  return { path, content: { id, name: id.split('/').at(-1) ?? '', properties: { displayName: path } } };
}

function sorted(files: readonly PolicyFile[], shipped: readonly string[] = []) {
  const { definitions, initiatives, entries } = sortPolicyFiles(files, new Set(shipped));
  return {
    definitions: definitions.map(({ path }) => path),
    initiatives: initiatives.map(({ path }) => path),
    others: entries.map(({ path, outcome, code }) => [path, code ?? outcome].join(' ')),
  };
}

test('definitions and initiatives are told apart by their ids, in any case', () => {
  const files = [file('s', `${SETS}/one`), file('d', `${DEFINITIONS.toUpperCase()}/one`)];
  expect(sorted(files)).toEqual({ definitions: ['d'], initiatives: ['s'], others: [] });
});

test('of several files for one id the first counts that is not of Azure Government', () => {
  const files = [
    file('policyDefinitions/Azure Government/Storage/a.json', `${DEFINITIONS}/a`),
    file('policyDefinitions/Storage/a.json', `${DEFINITIONS}/A`),
    file('policyDefinitions/Storage/copy-of-a.json', `${DEFINITIONS}/a`),
  ];
  expect(sorted(files)).toEqual({
    definitions: ['policyDefinitions/Storage/a.json'],
    initiatives: [],
    others: [
      'policyDefinitions/Azure Government/Storage/a.json repeated',
      'policyDefinitions/Storage/copy-of-a.json repeated',
    ],
  });
});

test('what only Azure Government has is taken from there', () => {
  const path = 'policyDefinitions/Azure Government/Storage/a.json';
  expect(sorted([file(path, `${DEFINITIONS}/a`)]).definitions).toEqual([path]);
});

test('what Sluice ships stays', () => {
  const id = `${DEFINITIONS}/Ours`;
  expect(sorted([file('d', id)], [id.toLowerCase()])).toEqual({
    definitions: [],
    initiatives: [],
    others: ['d kept'],
  });
});

test.each<[string, PolicyFile, string]>([
  ['what is no JSON', { path: 'x', problem: 'Unexpected end' }, 'json/syntax'],
  ['what has no id', { path: 'x', content: { properties: {} } }, 'InvalidResourceId'],
  ['a custom definition', file('x', `/subscriptions/1${DEFINITIONS}/a`), 'InvalidResourceId'],
  ['something else', file('x', '/providers/Microsoft.Authorization/roleDefinitions/a'), 'InvalidResourceId'],
  ['a rule alone', { path: 'x', content: { id: `${DEFINITIONS}/a`, if: {} } }, 'InvalidRequestContent'],
])('%s is refused', (_, given, code) => {
  expect(sorted([given])).toEqual({ definitions: [], initiatives: [], others: [`x ${code}`] });
});
