import { describe, expect, test } from 'vitest';
import { TYPE } from '../testing/judge.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { createCopies } from './copies.ts';
import { parsePath, pathOfNames } from './path.ts';
import { fieldState, type MissingParents, writeField } from './write-field.ts';

function write(resource: JsonObject, path: string, value: JsonValue | undefined, parents: MissingParents) {
  return writeField(resource, { path: parsePath(path) ?? pathOfNames(path, [path]) }, () => value, parents);
}

const RULES = { properties: { rules: [{ access: 'Allow' }, { name: 'b' }] } };

describe('sets', () => {
  test.each<[string, JsonObject, string, JsonValue, JsonObject, readonly string[]]>([
    ['what is missing', { a: 1 }, 'b', 2, { a: 1, b: 2 }, ['b']],
    ['what is there', { a: 1 }, 'a', 2, { a: 2 }, ['a']],
    ['a name in the case that it has', { A: { B: 1 } }, 'a.b', 2, { A: { B: 2 } }, ['A.B']],
    ['a new name in the case of the path', { A: {} }, 'a.Bc', 2, { A: { Bc: 2 } }, ['A.Bc']],
    ['null', { a: 1 }, 'a', null, { a: null }, ['a']],
    ['nothing where it is so', { a: 1 }, 'a', 1, { a: 1 }, []],
    ['objects on the way', {}, 'a.b.c', 1, { a: { b: { c: 1 } } }, ['a.b.c']],
    ['objects in the place of null', { a: null }, 'a.b', 1, { a: { b: 1 } }, ['a.b']],
    ['nothing below a text', { a: 'x' }, 'a.b', 1, { a: 'x' }, []],
    ['nothing below an array', { a: [1] }, 'a.b', 1, { a: [1] }, []],
    [
      'each member',
      RULES,
      'properties.rules[*].access',
      'Deny',
      { properties: { rules: [{ access: 'Deny' }, { name: 'b', access: 'Deny' }] } },
      ['properties.rules[0].access', 'properties.rules[1].access'],
    ],
    ['a member as a whole', { a: [1, 2] }, 'a[*]', null, { a: [null, null] }, ['a[0]', 'a[1]']],
    [
      'members of members',
      { a: [{ b: [{}] }, {}] },
      'a[*].b[*].c',
      1,
      { a: [{ b: [{ c: 1 }] }, {}] },
      ['a[0].b[0].c'],
    ],
    ['nothing in an array that is missing', {}, 'a[*].b', 1, {}, []],
    ['nothing in what is no array', { a: {} }, 'a[*].b', 1, { a: {} }, []],
    [
      'nothing in members that are no objects',
      { a: ['x', {}] },
      'a[*].b',
      1,
      { a: ['x', { b: 1 }] },
      ['a[1].b'],
    ],
  ])('%s', (_, resource, path, value, expected, places) => {
    const before = structuredClone(resource);
    const written = write(resource, path, value, 'create');
    expect(written.resource).toEqual(expected);
    expect(written.places.map(place => place.path)).toEqual(places);
    expect(resource).toEqual(before);
    if (places.length === 0) expect(written.resource).toBe(resource);
  });
});

describe('removes', () => {
  test.each<[string, JsonObject, string, JsonObject]>([
    ['a property in any case', { Tags: { Env: 'x', b: 'y' } }, 'tags.env', { Tags: { b: 'y' } }],
    ['nothing that is missing', { tags: { b: 'y' } }, 'tags.env', { tags: { b: 'y' } }],
    ['nothing whose parent is missing', { a: 1 }, 'tags.env', { a: 1 }],
    ['a whole object', { tags: { b: 'y' }, a: 1 }, 'tags', { a: 1 }],
    ['from each member', { a: [{ b: 1, c: 2 }, { c: 3 }] }, 'a[*].b', { a: [{ c: 2 }, { c: 3 }] }],
  ])('%s', (_, resource, path, expected) => {
    expect(write(resource, path, undefined, 'create').resource).toEqual(expected);
  });
});

describe('with missing parents left out, sets', () => {
  test.each<[string, JsonObject, string, JsonObject, number, number]>([
    ['nothing below a missing object', {}, 'sku.name', {}, 0, 0],
    ['nothing deep', { properties: {} }, 'properties.a.b', { properties: {} }, 0, 0],
    ['nothing below null', { properties: { a: null } }, 'properties.a.b', { properties: { a: null } }, 0, 0],
    ['a tag of a resource without tags', {}, 'tags.b', { tags: { b: 1 } }, 1, 0],
    ['a property of a resource without properties', {}, 'properties.b', { properties: { b: 1 } }, 1, 0],
    ['the identity of a resource without one', {}, 'identity.type', { identity: { type: 1 } }, 1, 0],
    ['no deeper than that', {}, 'properties.a.b', {}, 0, 0],
    [
      'in the members that have the parent',
      { a: [{ b: {} }, {}] },
      'a[*].b.c',
      { a: [{ b: { c: 1 } }, {}] },
      1,
      0,
    ],
    ['nothing below a text', { tags: 'x' }, 'tags.b', { tags: 'x' }, 0, 1],
  ])('%s', (_, resource, path, expected, reached, blocked) => {
    expect(write(resource, path, 1, 'skip')).toMatchObject({ resource: expected, reached, blocked });
  });
});

test('what a place held and holds is told', () => {
  expect(write({ a: [{ b: 1 }, {}] }, 'a[*].b', 2, 'create').places).toEqual([
    { path: 'a[0].b', before: 1, after: 2 },
    { path: 'a[1].b', after: 2 },
  ]);
  expect(write({ a: 1 }, 'a', undefined, 'create').places).toEqual([{ path: 'a', before: 1 }]);
});

test('a place whose name is no word is told in brackets', () => {
  const path = pathOfNames('', ['tags', "it's a.b"]);
  expect(writeField({}, { path }, () => 'x', 'skip').places).toEqual([
    { path: "tags['it''s a.b']", after: 'x' },
  ]);
});

test('what is not on the way is shared', () => {
  const resource = { properties: { a: { x: 1 }, b: { y: 1 } }, sku: {} };
  const written = write(resource, 'properties.a.x', 2, 'create').resource;
  expect(written['sku']).toBe(resource.sku);
  expect((written['properties'] as JsonObject)['b']).toBe(resource.properties.b);
});

describe('a name that every object inherits is a name like any other', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s', name => {
    const path = pathOfNames(name, ['tags', name]);
    const { resource } = writeField({ tags: {} }, { path }, () => 'x', 'skip');
    expect(JSON.stringify(resource)).toBe(`{"tags":{"${name}":"x"}}`);
    expect(Object.getPrototypeOf(resource['tags'])).toBe(Object.prototype);
    const deep = pathOfNames(name, [name, 'polluted']);
    writeField({}, { path: deep }, () => 'x', 'create');
    expect(({} as JsonObject)['polluted']).toBeUndefined();
    const removed = writeField(resource, { path }, () => undefined, 'skip').resource;
    expect(JSON.stringify(removed)).toBe('{"tags":{}}');
  });
});

describe('the state of a field', () => {
  test.each<[string, JsonObject, 'present' | 'null' | 'absent', 'present' | 'absent']>([
    ['properties.a', { properties: { a: 0 } }, 'present', 'present'],
    ['properties.a', { properties: { A: null } }, 'null', 'present'],
    ['properties.a', { properties: {} }, 'absent', 'present'],
    ['properties.a', {}, 'absent', 'present'],
    ['properties.a.b', { properties: {} }, 'absent', 'absent'],
    ['properties.a.b', { properties: { a: 'x' } }, 'absent', 'absent'],
    ['tags.a', { type: TYPE }, 'absent', 'present'],
    ['a[*].b', { a: [] }, 'absent', 'absent'],
    ['a[*].b', { a: [{}, { b: null }] }, 'null', 'present'],
    ['a[*].b', { a: [{ b: 1 }, { b: null }] }, 'present', 'present'],
  ])('%s of %j: %s, parent %s', (text, resource, value, parent) => {
    const path = parsePath(text) ?? pathOfNames(text, [text]);
    expect(fieldState(resource, { path })).toEqual({ value, parent });
  });
});

describe('a series of writes', () => {
  const at = (...names: string[]) => ({ path: pathOfNames(names.join('.'), names) });
  test('copies once what it was given, and never changes that', () => {
    const given = { tags: { A: '1' }, properties: { kept: {} } };
    const copies = createCopies();
    const first = writeField(given, at('tags', 'b'), () => '2', 'skip', copies).resource;
    const second = writeField(first, at('tags', 'C'), () => '3', 'skip', copies).resource;
    const third = writeField(second, at('TAGS', 'a'), () => undefined, 'skip', copies).resource;
    expect(third).toBe(first);
    expect(third).toEqual({ tags: { b: '2', C: '3' }, properties: { kept: {} } });
    expect(given).toEqual({ tags: { A: '1' }, properties: { kept: {} } });
  });
  test.each([
    [{ tags: { a: '1' } }, 'B', 'b', { a: '1', B: 'y' }],
    [{ tags: { a: '1', A: '2' } }, 'b', 'A', { a: '1', A: 'y', b: 'x' }],
    [{ tags: { Aa: '1', aA: '2' } }, 'b', 'AA', { Aa: 'y', aA: '2', b: 'x' }],
    [{}, '__proto__', '__PROTO__', JSON.parse('{"__proto__":"y"}')],
  ])('finds in %j, after %s is set, the name %s', (given, one, other, tags) => {
    const copies = createCopies();
    const first = writeField(given, at('tags', one), () => 'x', 'skip', copies).resource;
    const second = writeField(first, at('tags', other), () => 'y', 'skip', copies).resource;
    expect(JSON.stringify(second['tags'])).toBe(JSON.stringify(tags));
  });
  test('what it told of an array stays as it was told', () => {
    const copies = createCopies();
    const add = (before: JsonValue | undefined) => [...(before as JsonValue[]), {}];
    const array = { path: parsePath('a') ?? pathOfNames('a', ['a']) };
    const members = { path: parsePath('a[*].p') ?? pathOfNames('a', ['a']) };
    const first = writeField({ a: [{}] }, members, () => 1, 'skip', copies);
    const second = writeField(first.resource, array, add, 'skip', copies);
    writeField(second.resource, members, () => 2, 'skip', copies);
    expect(second.places).toEqual([{ path: 'a', before: [{ p: 1 }], after: [{ p: 1 }, {}] }]);
  });
});
