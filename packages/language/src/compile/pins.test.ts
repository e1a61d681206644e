import { describe, expect, test } from 'vitest';
import { CONTEXT, programOf } from '../testing/judge.ts';
import type { JsonObject } from '../values/json.ts';

const type = (equals: string) => ({ field: 'type', equals });
const other = { field: 'name', equals: 'x' };

describe('the types that a rule can match', () => {
  test.each<[JsonObject, readonly string[] | undefined]>([
    [type('A.B/c'), ['a.b/c']],
    [{ FIELD: 'TYPE', Equals: 'A.B/c' }, ['a.b/c']],
    [{ field: 'type', in: ['A.B/d', 'A.B/c', 'A.B/C'] }, ['a.b/c', 'a.b/d']],
    [{ field: 'type', in: "[parameters('types')]" }, ['a.b/c', 'a.b/d']],
    [type("[concat('A.B', '/c')]"), ['a.b/c']],
    [{ field: 'type', in: [] }, []],
    [{ allOf: [other, type('A.B/c')] }, ['a.b/c']],
    [{ allOf: [type('A.B/c'), { field: 'type', in: ['A.B/c', 'A.B/d'] }] }, ['a.b/c']],
    [{ allOf: [type('A.B/c'), type('A.B/d')] }, []],
    [{ anyOf: [type('A.B/c'), { allOf: [type('A.B/d'), other] }] }, ['a.b/c', 'a.b/d']],
    [{ anyOf: [] }, []],
    [{ not: { field: 'type', notEquals: 'A.B/c' } }, ['a.b/c']],
    [{ not: { field: 'type', notIn: ['A.B/c'] } }, ['a.b/c']],
    [{ not: { anyOf: [{ not: type('A.B/c') }, other] } }, ['a.b/c']],
    [{ not: { allOf: [{ not: type('A.B/c') }, { not: type('A.B/d') }] } }, ['a.b/c', 'a.b/d']],
    [{ not: { not: type('A.B/c') } }, ['a.b/c']],
    [other, undefined],
    [{ anyOf: [type('A.B/c'), other] }, undefined],
    [{ allOf: [] }, undefined],
    [{ not: type('A.B/c') }, undefined],
    [{ field: 'type', notEquals: 'A.B/c' }, undefined],
    [{ field: 'type', like: 'A.B/*' }, undefined],
    [{ field: 'type', in: ['A.B/c', null] }, undefined],
    [type(''), undefined],
    [type('A.B/straße'), undefined],
    [type("[field('kind')]"), undefined],
    [{ value: "[field('type')]", equals: 'A.B/c' }, undefined],
  ])('%j: %j', (condition, pins) => {
    expect(programOf({ if: condition, parameters: { types: ['A.B/c', 'A.B/d'] } }).pins).toEqual(pins);
  });
});

test.each<[JsonObject, string]>([
  [type('A.B/c'), 'a.B/C'],
  [{ not: { allOf: [{ not: type('A.B/c') }, { not: type('A.B/d') }] } }, 'A.B/d'],
  [{ anyOf: [type('A.B/c'), { allOf: [type('A.B/d'), other] }] }, 'A.B/d'],
])('a rule applies and matches only for pinned types: %j', (condition, name) => {
  const program = programOf({ if: condition });
  for (const each of [name, 'A.B/other']) {
    const input = { resource: { type: each, name: 'x' }, context: CONTEXT };
    const pinned = program.pins?.includes(each.toLowerCase()) ?? true;
    expect(program.applies(input)).toBe(pinned);
    expect(program.evaluate(input).kind).toBe(pinned ? 'matched' : 'notMatched');
  }
});

test.each<[string, JsonObject]>([
  ['before the type is looked at', { allOf: [{ field: 'name', equals: "[int('x')]" }, type('A.B/c')] }],
  ['of a rule that matches no type', { allOf: [{ field: 'type', greater: "[int('x')]" }, { anyOf: [] }] }],
])('a rule does not apply to a type that it cannot match, whatever would fail %s', (_, condition) => {
  const program = programOf({ if: condition });
  expect(program.applies({ resource: { type: 'A.B/other' }, context: CONTEXT })).toBe(false);
  expect(program.applies({ resource: { type: 'a.b/C' }, context: CONTEXT })).toBe(program.pins?.length === 1);
});

describe('what a rule reads', () => {
  test.each<[JsonObject, boolean]>([
    [{ field: 'tags', exists: true }, true],
    [{ field: 'tags.env', exists: true }, true],
    [{ field: "[concat('tags[', parameters('tag'), ']')]", exists: true }, true],
    [{ value: "[field('tags')['env']]", equals: 'x' }, true],
    [{ field: 'name', equals: "[field('tags.env')]" }, true],
    [{ field: "[field('kind')]", equals: 'x' }, true],
    [
      { count: { value: ['a'], where: { field: "[concat('tags.', current())]", exists: true } }, equals: 1 },
      true,
    ],
    [{ field: 'name', equals: 'tags' }, false],
    [{ value: "[resourceGroup().tags['env']]", equals: 'x' }, false],
    [{ field: "[concat('na', 'me')]", equals: 'x' }, false],
  ])('tags, in %j: %j', (condition, reads) => {
    expect(programOf({ if: condition, parameters: { tag: 'env' } }).readsTags).toBe(reads);
  });

  test.each<[JsonObject, boolean]>([
    [{ value: '[requestContext().identity]', exists: true }, true],
    [{ value: "[tryGet(requestContext().identity, 'idtyp')]", equals: 'app' }, true],
    [{ value: "[tryGet(requestContext(), 'identity')]", exists: true }, true],
    [{ value: "[requestContext()['identity']]", exists: true }, true],
    [{ field: 'name', equals: '[requestContext().Identity.appid]' }, true],
    [{ value: '[requestContext().apiVersion]', less: '2024-01-01' }, false],
    [{ field: 'identity.type', equals: 'None' }, false],
  ])('the caller, in %j: %j', (condition, reads) => {
    expect(programOf({ if: condition }).readsIdentity).toBe(reads);
  });

  test.each<[JsonObject, Pick<Parameters<typeof programOf>[0], 'effect' | 'details'>, boolean]>([
    [{ value: '[utcNow()]', greater: '2026-01-01' }, { effect: 'audit' }, true],
    [{ field: "tags['until']", less: '[addDays(UTCNOW(), 1)]' }, { effect: 'audit' }, true],
    [{ field: 'name', equals: 'utcNow()' }, { effect: 'audit' }, false],
    [
      { field: 'name', exists: true },
      {
        effect: 'auditIfNotExists',
        details: { type: 'A/b', existenceCondition: { field: 'tags.at', greater: '[utcNow()]' } },
      },
      true,
    ],
    [
      { field: 'name', exists: true },
      { effect: 'auditIfNotExists', details: { type: 'A/b', name: 'utcNow()' } },
      false,
    ],
  ])('the clock, in %j then %j: %j', (condition, then, reads) => {
    expect(programOf({ if: condition, ...then }).readsClock).toBe(reads);
  });
});
