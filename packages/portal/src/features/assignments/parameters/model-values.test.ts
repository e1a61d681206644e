import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../lib/lines-of.ts';
import { readParameters } from '../../../lib/policy/parameters.ts';
import { suggestionsFor } from '../../../lib/suggestions.ts';
import { canShow, editorFor, hintOf } from './editor-for.ts';
import { joined } from './joined.ts';
import { assetIdsFor, isAssetId, modelEntryOf } from './model-values.ts';

const PHI = { registry: 'azureml', name: 'Phi-4' };
const id = (version: string) => `azureml://registries/azureml/models/Phi-4/versions/${version}`;

test.each([
  ['one version', ['8'], { isAll: false, isExact: true }, [id('8')]],
  ['all, compared exactly', ['8', '7'], { isAll: true, isExact: true }, [id('8'), id('7')]],
  ['all, compared by parts', ['8', '7'], { isAll: true, isExact: false }, [id('')]],
  ['one version, compared by parts', ['8'], { isAll: false, isExact: false }, [id('8')]],
])('%s', (_, versions, options, ids) => {
  expect(assetIdsFor(PHI, versions, options)).toEqual(ids);
});

test.each([
  [id('8'), true, true],
  ['azureml://registries/r/models/m', true, true],
  ['phi-4', true, false],
  ['azureml://registries/r', true, false],
  ['phi-4', false, true],
])('%s, exactly %s: %s', (text, isExact, is) => {
  expect(isAssetId(text, isExact)).toBe(is);
});

test.each([
  [id('8'), { name: 'phi-4', registry: 'azureml', versions: '8' }],
  ['azureml://registries/r/models/m', { name: 'm', registry: 'r' }],
  ['llama*', { name: 'llama*' }],
])('%s is the entry %j', (text, entry) => {
  expect(modelEntryOf(text)).toEqual(entry);
});

test.each([
  ['a\nb', ['a', 'b']],
  ['  a \r\n\r\n b,', ['a', 'b']],
  ['[\n  "a",\n  "b, c"\n]', ['a', 'b, c']],
  ["'a',\n'b'", ['a', 'b']],
  ['', []],
])('the lines of %j', (text, lines) => {
  expect(linesOf(text)).toEqual(lines);
});

test('texts are added once, in any letter case', () => {
  expect(joined(['A'], ['a', 'b', 'B', 'c'])).toEqual({ all: ['A', 'b', 'c'], added: 2 });
});

test.each([
  ['', ['azureml', 'approved-models', 'HuggingFace']],
  ['mod', ['approved-models']],
  ['azureml', ['azureml', 'approved-models', 'HuggingFace']],
  ['AZUREML ', ['azureml', 'approved-models', 'HuggingFace']],
  ['nothing', []],
])('suggestions for %j', (text, found) => {
  const all = ['azureml', 'approved-models', 'HuggingFace'].map(value => ({ value }));
  expect(suggestionsFor(text, all).map(({ value }) => value)).toEqual(found);
});

describe('the editor of a parameter', () => {
  const hints = new Map([
    ['registries', { names: 'registry', isExact: true }],
    ['ids', { names: 'model', isExact: false }],
    ['models', { names: 'modelEntry', isExact: false }],
  ] as const);
  const of = (name: string, declared: object) => {
    const [parameter] = readParameters({ parameters: { [name]: declared } } as never);
    if (parameter === undefined) throw new Error('no parameter');
    return editorFor(parameter, hintOf(parameter, hints));
  };

  test.each([
    ['effect', { type: 'string', allowedValues: ['Deny', 'Audit'] }, 'choice'],
    ['x', { type: 'Array', allowedValues: ['a'] }, 'choices'],
    ['x', { type: 'Array', allowedValues: [] }, 'tokens'],
    ['registries', { type: 'String' }, 'suggested'],
    ['Registries', { type: 'Array' }, 'tokens'],
    ['ids', { type: 'Array' }, 'models'],
    ['ids', { type: 'String' }, 'model'],
    ['models', { type: 'ARRAY' }, 'modelEntries'],
    ['x', { type: 'String', metadata: { strongType: 'location' } }, 'suggested'],
    ['x', { type: 'String', metadata: { strongType: 'omsWorkspace' } }, 'text'],
    ['x', { type: 'boolean' }, 'switch'],
    ['x', { type: 'Integer' }, 'integer'],
    ['x', { type: 'Float' }, 'float'],
    ['x', { type: 'DateTime' }, 'time'],
    ['x', { type: 'Object' }, 'json'],
    ['x', { type: 'Brandnew' }, 'text'],
  ])('%s of %j is %s', (name, declared, kind) => {
    expect(of(name, declared)).toBe(kind);
  });

  test.each([
    ['tokens', ['a'], true],
    ['tokens', ['a', 1], false],
    ['tokens', 'a', false],
    ['switch', 'true', false],
    ['integer', 1.5, false],
    ['integer', 2 ** 60, false],
    ['text', {}, false],
    ['modelEntries', [{ name: 'a', versions: '1' }], true],
    ['modelEntries', [{ name: 'a', other: '1' }], false],
    ['modelEntries', [{ registry: 'a' }], false],
    ['json', null, true],
    ['choice', 7, true],
    ['models', undefined, true],
  ] as const)('%s can show %j: %s', (kind, value, can) => {
    expect(canShow(kind, value as never)).toBe(can);
  });
});
