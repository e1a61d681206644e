import { expect, test } from 'vitest';
import { propertyNamed } from './property.ts';

test.each([
  ['{}', 'constructor', undefined],
  ['{}', 'toString', undefined],
  ['{}', '__proto__', undefined],
  ['{"constructor": "own"}', 'constructor', 'own'],
  ['{"Constructor": "own"}', 'constructor', 'own'],
  ['{"__proto__": "own"}', '__proto__', 'own'],
  ['{"__PROTO__": "own"}', '__proto__', 'own'],
  ['{"__proto__": {"kind": "inherited"}}', 'kind', undefined],
  ['{"kind": null}', 'kind', null],
  ['{"kind": 0}', 'KIND', 0],
  ['{"KIND": "first", "Kind": "second"}', 'kind', 'first'],
  ['{"KIND": "first", "kind": "exact"}', 'kind', 'exact'],
  ['{"KIND": "first", "kind": null}', 'kind', null],
])('%s has as %s: %j', (object, name, value) => {
  expect(propertyNamed(JSON.parse(object), name)).toEqual(value);
});
