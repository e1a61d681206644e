import { describe, expect, test } from 'vitest';
import { TYPE, VOCABULARY } from '../testing/judge.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { diagnose } from './diagnose.ts';

const THEN = { effect: 'deny' };
const IF = '/policyRule/if';

/** Everything that is said of a definition, as `code pointer`, sorted. */
function problemsOf(source: string | JsonObject): readonly string[] {
  return diagnose(source, VOCABULARY)
    .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)
    .sort();
}

function problemsOfIf(condition: JsonValue, more: JsonObject = {}): readonly string[] {
  return problemsOf({ mode: 'All', policyRule: { if: condition, then: THEN }, ...more });
}

const UNKNOWN = { field: 'nmae', equls: 'x' };

describe('a malformed part hides nothing of the others', () => {
  test.each<[string, JsonValue, readonly string[]]>([
    [
      'a member of a group that is no condition',
      { allOf: ['x', UNKNOWN] },
      [
        `condition/shape ${IF}/allOf/0`,
        `field/unknown ${IF}/allOf/1/field`,
        `operator/unknown ${IF}/allOf/1/equls`,
      ],
    ],
    [
      'a key beside a group',
      { anyOf: [{ not: UNKNOWN }], note: 1 },
      [
        `condition/extra-key ${IF}/note`,
        `field/unknown ${IF}/anyOf/0/not/field`,
        `operator/unknown ${IF}/anyOf/0/not/equls`,
      ],
    ],
    [
      'a misspelt key of a count, beside another one',
      {
        allOf: [
          { count: { field: `${TYPE}/rulez[*]`, wher: {}, nam: 'x' }, greter: 1 },
          { field: 'name', greater: 1, less: 2 },
        ],
      },
      [
        `alias/unknown ${IF}/allOf/0/count/field`,
        `condition/several-operators ${IF}/allOf/1`,
        `count/unknown-key ${IF}/allOf/0/count/nam`,
        `count/unknown-key ${IF}/allOf/0/count/wher`,
        `operator/unknown ${IF}/allOf/0/greter`,
      ],
    ],
    [
      'the where of a count',
      { count: { field: `${TYPE}/rulez[*]`, where: 'x' }, greater: 1 },
      [`alias/unknown ${IF}/count/field`, `condition/shape ${IF}/count/where`],
    ],
  ])('%s', (_, condition, problems) => {
    expect(problemsOfIf(condition)).toEqual(problems);
  });

  test('a rule without then, parameters without type, a wrong mode and a wrong condition', () => {
    const source = {
      mode: 'Al',
      displayName: 5,
      parameters: { effect: { type: 'Strin' }, x: { type: 'Integer', defaultValue: 'one' } },
      policyRule: { if: UNKNOWN },
    };
    expect(problemsOf(source)).toEqual([
      'definition/wrong-type /displayName',
      `field/unknown ${IF}/field`,
      'mode/unknown /mode',
      `operator/unknown ${IF}/equls`,
      'parameter/default-type /parameters/x',
      'parameter/unknown-type /parameters/effect/type',
      'rule/no-then /policyRule',
    ]);
  });

  test('a rule without if', () => {
    expect(problemsOf({ mode: 'All', policyRule: { then: { effect: 'denny' } } })).toEqual([
      'effect/unknown /policyRule/then/effect',
      'rule/no-if /policyRule',
    ]);
  });
});

describe('is silent on what a malformed part leaves open', () => {
  test('a parameter whose declaration is malformed is declared', () => {
    const parameters = { p: { type: 'Strin' } };
    expect(problemsOfIf({ field: 'name', equals: "[parameters('P')]" }, { parameters })).toEqual([
      'parameter/unknown-type /parameters/p/type',
    ]);
  });

  test('a parameter may be used where nothing could be read', () => {
    const parameters = { p: { type: 'String' } };
    expect(problemsOfIf({ equals: "[parameters('p')]" }, { parameters })).toEqual([
      `condition/no-subject ${IF}`,
    ]);
  });

  test('a place has one problem, not that of its malformed text, too', () => {
    expect(problemsOfIf({ field: 'name', in: "[parameters('p']" })).toEqual([`expression/syntax ${IF}/in`]);
  });
});

test('a name that one expression has twice is one problem', () => {
  expect(problemsOfIf({ value: "[concat(field('nmae'), field('nmae'))]", equals: 'x' })).toEqual([
    `field/unknown ${IF}/value`,
  ]);
});

test('a text that is no JSON has one problem', () => {
  expect(problemsOf('{"policyRule": {')).toEqual(['json/syntax ']);
});

test('what is well-formed comes with its definition', () => {
  const { definition, diagnostics } = diagnose(
    { mode: 'All', policyRule: { if: UNKNOWN, then: THEN } },
    VOCABULARY,
  );
  expect(definition?.mode).toBe('All');
  expect(diagnostics).toHaveLength(2);
});
