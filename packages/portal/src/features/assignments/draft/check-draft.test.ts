import { expect, test } from 'vitest';
import { readDefinition } from '../../../lib/policy/use-definition.ts';
import { needsReview } from '../parameters/check-entry.ts';
import { checkDraft } from './check-draft.ts';
import { type Draft, EMPTY_DRAFT } from './draft.ts';
import { versionChoices, versionFor } from './version-choices.ts';

const good: Draft = {
  ...EMPTY_DRAFT,
  scope: '/subscriptions/5',
  definitionId: '/providers/Microsoft.Authorization/policyDefinitions/d',
  displayName: 'A',
  name: 'a',
};

function definitionWith(parameters: object) {
  return readDefinition(good.definitionId, { properties: { parameters } } as never);
}

const fieldsOf = (draft: Partial<Draft>, parameters: object = {}) =>
  checkDraft({ ...good, ...draft }, definitionWith(parameters), new Set(['taken'])).map(({ field }) => field);

test.each<[string, Partial<Draft>, readonly string[]]>([
  ['nothing', {}, []],
  ['a draft with nothing in it', EMPTY_DRAFT, ['scope', 'definition', 'displayName', 'name']],
  ['a name of spaces', { displayName: '  ' }, ['displayName']],
  ['a name of 129 characters', { displayName: 'x'.repeat(129) }, ['displayName']],
  ['a taken id', { name: 'TAKEN' }, ['name']],
  ['a long description', { description: 'x'.repeat(513) }, ['description']],
  ['an identity nowhere', { identity: { kind: 'system' } }, ['location']],
  [
    'an identity that is none',
    { identity: { kind: 'user', id: '/x' }, location: 'westeurope' },
    ['identity'],
  ],
  [
    'a selector without conditions',
    { resourceSelectors: [{ name: '', selectors: [] }] },
    ['resourceSelectors/0'],
  ],
  [
    'a condition without values',
    {
      overrides: [
        { kind: 'policyEffect', value: 'Audit', selectors: [] },
        {
          kind: 'policyEffect',
          value: 'Audit',
          selectors: [{ kind: 'resourceLocation', isIn: true, values: [] }],
        },
        { kind: 'policyEffect', value: ' ', selectors: [] },
      ],
    },
    ['overrides/1', 'overrides/2'],
  ],
])('%s', (_, draft, fields) => {
  expect(fieldsOf(draft)).toEqual(fields);
});

test.each<[string, object, unknown, boolean]>([
  ['a value that is missing', { type: 'String' }, undefined, false],
  ['a default', { type: 'String', defaultValue: '' }, undefined, true],
  ['a text for a list', { type: 'array' }, { value: 'x' }, false],
  ['a list', { type: 'ARRAY' }, { value: [] }, true],
  ['an expression for a list', { type: 'Array' }, { value: "[field('x')]" }, true],
  ['a text that begins with two brackets', { type: 'Array' }, { value: '[[x]' }, false],
  ['half a number', { type: 'Integer' }, { text: '3x' }, false],
  ['a fraction for a whole number', { type: 'Integer' }, { value: 1.5 }, false],
  ['a fraction', { type: 'Float' }, { value: 1.5 }, true],
  ['false', { type: 'Boolean' }, { value: false }, true],
  ['null', { type: 'Object' }, { value: null }, false],
  ['a time', { type: 'DateTime' }, { value: '2026-11-29T06:00:00Z' }, true],
  ['no time', { type: 'DateTime' }, { value: 'tomorrow' }, false],
  ['a type that nobody knows yet', { type: 'Secret' }, { value: 'x' }, true],
])('a parameter with %s', (_, declared, entry, isFine) => {
  const parameters: Draft['parameters'] = entry === undefined ? {} : { p: entry as { value: string } };
  expect(fieldsOf({ parameters }, { p: declared })).toEqual(isFine ? [] : ['parameters/p']);
});

test.each<[object, object | undefined, boolean, boolean]>([
  [{ type: 'String' }, undefined, false, true],
  [{ type: 'String', defaultValue: '' }, undefined, false, true],
  [{ type: 'String', defaultValue: 'x' }, undefined, false, false],
  [{ type: 'String', defaultValue: 'x' }, undefined, true, true],
  [{ type: 'Array', defaultValue: [] }, undefined, false, false],
  [{ type: 'Array', defaultValue: ['x'] }, { value: ['x'] }, false, false],
  [{ type: 'Array', defaultValue: ['x'] }, { value: ['y'] }, false, true],
  [{ type: 'Array', defaultValue: ['x'] }, { text: '[' }, false, true],
])('%j with %j needs review: %s', (declared, entry, hasProblem, needs) => {
  const [parameter] = definitionWith({ p: declared }).parameters;
  if (parameter === undefined) throw new Error('no parameter');
  expect(needsReview(parameter, entry as never, hasProblem)).toBe(needs);
});

test('versions can be asked for by major or one by one', () => {
  expect(versionChoices(['1.0.0', '2.1.0', '1.10.0', '2.1.0-preview', 'x', '1.0.0'])).toEqual([
    '2.*.*',
    '2.*.*-preview',
    '1.*.*',
    '2.1.0',
    '2.1.0-preview',
    '1.10.0',
    '1.0.0',
  ]);
});

test.each([
  ['1.*.*', '1.10.0'],
  ['1.2.*', '1.2.9'],
  ['2.*.*', undefined],
  ['2.*.*-preview', '2.0.0-PREVIEW'],
  ['1.2.9', '1.2.9'],
  ['latest', undefined],
])('%s asks for %s', (pattern, version) => {
  expect(versionFor(pattern, ['1.2.9', '1.10.0', '1.9.0', '2.0.0-PREVIEW'])).toBe(version);
});
