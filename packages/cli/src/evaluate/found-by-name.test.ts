import type { JsonObject } from '@sluice/language';
import { expect, it } from 'vitest';
import { createFinder } from './found-by-name.ts';

const find = createFinder(
  new Map([
    [
      'A.B/things',
      [
        { name: 'A.B/things/same', defaultPath: 'properties.same' },
        { name: 'A.B/things/parts/inner.deep', defaultPath: 'properties.deep' },
        { name: 'A.B/things/list[*].x', defaultPath: 'properties.other[*].x' },
      ],
    ],
  ]),
);
const type = 'a.b/THINGS';

it.each<[string, JsonObject, JsonObject]>([
  [
    'a property where only its name says',
    { type, properties: { inner: { deep: 1 } } },
    { type, properties: { inner: { deep: 1 }, deep: 1 } },
  ],
  [
    'in another letter case',
    { Type: type, Properties: { Inner: { Deep: 1 } } },
    { Type: type, Properties: { Inner: { Deep: 1 }, deep: 1 } },
  ],
  [
    'what its path has counts',
    { type, properties: { inner: { deep: 1 }, deep: 2 } },
    { type, properties: { inner: { deep: 1 }, deep: 2 } },
  ],
  [
    'a null at its path counts',
    { type, properties: { inner: { deep: 1 }, deep: null } },
    { type, properties: { inner: { deep: 1 }, deep: null } },
  ],
  [
    'of another type, nothing',
    { type: 'x', properties: { inner: { deep: 1 } } },
    { type: 'x', properties: { inner: { deep: 1 } } },
  ],
  [
    'tags under properties',
    { properties: { tags: { a: 'b' } } },
    { properties: { tags: { a: 'b' } }, tags: { a: 'b' } },
  ],
  [
    'tags of its own count',
    { tags: {}, properties: { tags: { a: 'b' } } },
    { tags: {}, properties: { tags: { a: 'b' } } },
  ],
  ['an empty resource', {}, {}],
])('%s', (_, resource, found) => {
  expect(find(resource)).toEqual(found);
});
