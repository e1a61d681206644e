import type { JsonValue } from '@sluice/language';
import { expect, it } from 'vitest';
import type { Shape } from '../../shape.ts';
import { maskAt } from './mask-at.ts';

const SHAPE = {
  kind: 'object',
  unknown: 'keep',
  properties: {
    password: { kind: 'string', secret: true },
    plain: { kind: 'string' },
    settings: { kind: 'map', secret: true, values: { kind: 'string' } },
    byName: { kind: 'map', values: { kind: 'string', secret: true } },
    rows: {
      kind: 'array',
      items: { kind: 'object', unknown: 'keep', properties: { key: { kind: 'string', secret: true } } },
    },
  },
} as const satisfies Shape;

it.each<[what: string, path: string, value: JsonValue, shown: JsonValue]>([
  ['a secret', 'password', 'p', '******'],
  ['a secret in other letter case', 'PassWord', 'p', '******'],
  ['a secret of the wrong type', 'password', ['p'], '******'],
  ['a map of secrets', 'settings', { A: '1' }, '******'],
  ['one of them', 'settings.A', '1', '******'],
  ['one whose name has a dot', "settings['A.B']", '1', '******'],
  ['a secret by a quoted name', "['password']", 'p', '******'],
  ['a map with secret values', 'byName', { a: 'x' }, { a: '******' }],
  ['a value of it', 'byName.a', 'x', '******'],
  ['an array with secrets in it', 'rows', [{ key: 'k', n: 1 }], [{ key: '******', n: 1 }]],
  ['its members', 'rows[*]', [{ key: 'k', n: 1 }], [{ key: '******', n: 1 }]],
  ['the secrets of its members', 'rows[*].key', ['k', 'l'], '******'],
  ['what is beside them', 'rows[*].n', [1], [1]],
  ['anything else', 'plain', 'x', 'x'],
  ['what no shape knows', 'unknown.password', 'x', 'x'],
])('shows %s as it may', (_, path, value, shown) => {
  expect(maskAt(SHAPE, path, value)).toEqual(shown);
});
