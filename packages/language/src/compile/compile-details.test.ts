import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../syntax/parse-definition.ts';
import { CONTEXT, TYPE, VOCABULARY } from '../testing/judge.ts';
import type { JsonObject } from '../values/json.ts';
import { bindParameters } from './bind.ts';
import { type CompiledDetails, compileDetails } from './compile-details.ts';

const INPUT = { resource: { type: TYPE, name: 'judged', properties: { text: 'own' } }, context: CONTEXT };

function detailsOf(details: object): CompiledDetails {
  const source = {
    parameters: { level: { type: 'Integer', defaultValue: 3 } },
    policyRule: { if: { allOf: [] }, then: { effect: 'auditIfNotExists', details } },
  };
  const { definition } = parseDefinition(JSON.parse(JSON.stringify(source)));
  const compiled =
    definition && compileDetails(definition, bindParameters(definition, {}).parameters, VOCABULARY);
  if (compiled === undefined) throw new Error('no details');
  return compiled;
}

test('a rule without details has none', () => {
  const { definition } = parseDefinition({ policyRule: { if: { allOf: [] }, then: { effect: 'deny' } } });
  expect(definition && compileDetails(definition, { values: new Map() }, VOCABULARY)).toBeUndefined();
});

describe('an existence condition', () => {
  const related = (text: string): JsonObject => ({
    type: TYPE,
    name: 'related',
    properties: { text, list: ['x', 'y'] },
  });
  test.each([
    ['none is satisfied by anything', {}, 'matched'],
    [
      'a field is that of the related resource',
      { existenceCondition: { field: `${TYPE}/text`, equals: 'theirs' } },
      'matched',
    ],
    [
      'it may be spelled in any letter case',
      { existencecondition: { field: 'name', equals: 'judged' } },
      'notMatched',
    ],
    [
      'field() is that of the resource judged',
      { existenceCondition: { value: `[field('${TYPE}/text')]`, equals: 'own' } },
      'matched',
    ],
    [
      'a count looks at the related resource',
      {
        existenceCondition: {
          count: { field: `${TYPE}/list[*]`, where: { field: `${TYPE}/list[*]`, equals: 'x' } },
          equals: 1,
        },
      },
      'matched',
    ],
    [
      'field() inside such a count is still the judged one',
      {
        existenceCondition: {
          count: {
            field: `${TYPE}/list[*]`,
            where: { value: `[length(field('${TYPE}/list[*]'))]`, equals: 0 },
          },
          equals: 2,
        },
      },
      'matched',
    ],
    ['a malformed one is an error', { existenceCondition: { field: 'name' } }, 'error'],
    [
      'what fails is an error',
      { existenceCondition: { value: '[resourceGroup().nothing]', equals: 1 } },
      'error',
    ],
  ])('%s', (_, details, expected) => {
    expect(detailsOf(details).satisfies(INPUT, related('theirs')).kind).toBe(expected);
  });
});

describe('details', () => {
  test('have their expressions evaluated, but not those of an existence condition or a template', () => {
    const condition = { field: 'name', equals: "[parameters('level')]" };
    const template = { resources: ["[parameters('level')]"] };
    const { resolve } = detailsOf({
      name: "[concat(field('name'), '-x')]",
      existenceCondition: condition,
      deployment: {
        location: '[resourceGroup().location]',
        properties: {
          mode: 'incremental',
          template,
          parameters: { level: { value: "[parameters('level')]" } },
        },
      },
    });
    expect(resolve(INPUT)).toEqual({
      details: {
        name: 'judged-x',
        existenceCondition: condition,
        deployment: {
          location: '[resourceGroup().location]',
          properties: { mode: 'incremental', template, parameters: { level: { value: 3 } } },
        },
      },
    });
  });

  test('that are a list are evaluated member by member', () => {
    expect(detailsOf([{ field: 'tags.a', value: "[field('name')]" }]).resolve(INPUT)).toEqual({
      details: [{ field: 'tags.a', value: 'judged' }],
    });
  });

  test('that cannot be evaluated are an error', () => {
    expect(detailsOf({ name: '[nothing()]' }).resolve(INPUT)).toMatchObject({
      error: { kind: 'error', code: 'function/unknown' },
    });
  });
});
