import {
  bindParameters,
  checkDefinition,
  compile,
  type JsonObject,
  type Program,
  parseDefinition,
} from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { createProviderVocabulary } from '../types/index.ts';
import { registryModelId } from './asset-id.ts';
import { identityFacts } from './facts.ts';
import { inVersionRange, parseVersionRange } from './version-range.ts';

// The facts are made so that the language can say what our built-ins need: lists of models by name and version range, over the
// model itself and over every model that it was made from. These are the conditions, in the language, against our own code.

const TYPE = 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments';
const VERSIONS = "coalesce(tryGet(current('listed'), 'versions'), '*')";
const vocabulary = createProviderVocabulary();

/** That a model is one of the list `models`; `at` is where its facts are, `number` an expression for its version number. */
function isListed(at: string, number: string): JsonObject {
  const compared = (sign: string, name: string, rest: string) =>
    `if(startsWith(current('term'), '${sign}'), ${name}(${number}, int(substring(current('term'), ${sign.length}))), ${rest})`;
  const passes = compared(
    '>=',
    'greaterOrEquals',
    compared('<=', 'lessOrEquals', compared('>', 'greater', compared('<', 'less', 'false()'))),
  );
  return {
    count: {
      value: "[parameters('models')]",
      name: 'listed',
      where: {
        allOf: [
          { field: `${at}.name`, like: "[current('listed').name]" },
          {
            anyOf: [
              { value: "[empty(tryGet(current('listed'), 'registry'))]", equals: true },
              { field: `${at}.registryName`, equals: "[tryGet(current('listed'), 'registry')]" },
            ],
          },
          {
            anyOf: [
              { value: `[${VERSIONS}]`, equals: '*' },
              { field: `${at}.version`, equals: `[${VERSIONS}]` },
              {
                allOf: [
                  { field: `${at}.versionNumber`, exists: true },
                  {
                    count: {
                      value: `[split(${VERSIONS}, ' ')]`,
                      name: 'term',
                      where: { value: `[${passes}]`, equals: false },
                    },
                    equals: 0,
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    greater: 0,
  };
}

const OF_MODEL = isListed(`${TYPE}/model`, `field('${TYPE}/model.versionNumber')`);
const OF_ORIGINS: JsonObject = {
  count: {
    field: `${TYPE}/model.origins[*]`,
    where: isListed(`${TYPE}/model.origins[*]`, `first(field('${TYPE}/model.origins[*].versionNumber'))`),
  },
  greater: 0,
};

function programFor(condition: JsonObject, models: readonly JsonObject[]): Program {
  const { definition } = parseDefinition({
    mode: 'Microsoft.MachineLearningServices.v2.Data',
    parameters: { models: { type: 'Array' } },
    policyRule: { if: { allOf: [{ field: 'type', equals: TYPE }, condition] }, then: { effect: 'deny' } },
  });
  if (definition === undefined) throw new Error('the rule cannot be read');
  expect(checkDefinition(definition, vocabulary).filter(({ severity }) => severity === 'error')).toEqual([]);
  return compile(definition, bindParameters(definition, { models }).parameters, vocabulary);
}

function outcome(program: Program, model: JsonObject): string {
  return program.evaluate({ resource: { type: TYPE, model }, context: { now: '2026-11-01T00:00:00Z' } }).kind;
}

const RANGES = ['*', '3', '03', '2024-05-13', '>=3', '>3', '<=3', '<3', '>=3 <7', '>2 <=30', '>4 <2'];
const EVERY_VERSION = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '6',
  '7',
  '10',
  '30',
  '03',
  '2024-05-13',
  'v3',
  '99999999999999999999',
];

describe('a list of models by name and version range', () => {
  it.each(RANGES)('%s means in the language what it means here', versions => {
    const program = programFor(OF_MODEL, [{ name: 'chat', registry: 'Contoso', versions }]);
    const range = parseVersionRange(versions);
    const verdicts = EVERY_VERSION.map(version => [
      version,
      outcome(program, identityFacts(registryModelId('contoso', 'Chat', version))),
    ]);
    expect(verdicts).toEqual(
      EVERY_VERSION.map(version => [
        version,
        range && inVersionRange(range, version) ? 'matched' : 'notMatched',
      ]),
    );
  });

  it.each([
    ['another name', { name: 'chad' }, 'notMatched'],
    ['a longer name', { name: 'cha' }, 'notMatched'],
    ['a name with a star', { name: 'ch*' }, 'matched'],
    ['another registry', { name: 'chat', registry: 'approved' }, 'notMatched'],
    ['no registry', { name: 'chat' }, 'matched'],
  ])('says of %s: %j', (_, listed, expected) => {
    expect(
      outcome(programFor(OF_MODEL, [listed]), identityFacts(registryModelId('contoso', 'chat', '3'))),
    ).toBe(expected);
  });

  it('cannot match what is no model', () => {
    expect(outcome(programFor(OF_MODEL, [{ name: '*' }]), { source: 'image' })).toBe('notMatched');
  });
});

describe('the same list over what a model was made from', () => {
  const origin = (name: string, version?: string) => ({
    ...identityFacts(registryModelId('contoso', name, version)),
    by: 'declared',
  });

  it.each([
    ['none', [], 'notMatched'],
    ['the model among others', [origin('base', '1'), origin('chat', '2')], 'matched'],
    ['another version of it', [origin('chat', '3')], 'notMatched'],
    ['a version that is no number', [origin('chat', 'preview')], 'notMatched'],
    ['another model with a version in the range', [origin('base', '2'), origin('chat', '3')], 'notMatched'],
  ])('with %s', (_, origins, expected) => {
    const program = programFor(OF_ORIGINS, [{ name: 'chat', registry: 'contoso', versions: '>=1 <3' }]);
    expect(outcome(program, { source: 'workspace', name: 'mine', origins })).toBe(expected);
  });

  it('with nothing known', () => {
    expect(outcome(programFor(OF_ORIGINS, [{ name: '*' }]), { source: 'workspace', name: 'mine' })).toBe(
      'notMatched',
    );
  });
});
