import type { JsonObject } from '@sluice/language';
import { expect, it } from 'vitest';
import type { Shape } from './shape.ts';
import { maskSecrets } from './shape-mask.ts';

const SHAPE = {
  kind: 'object',
  unknown: 'keep',
  properties: {
    password: { kind: 'string', secret: true },
    plain: { kind: 'string' },
    settings: { kind: 'map', secret: true, values: { kind: 'string' } },
    rows: {
      kind: 'array',
      items: { kind: 'object', unknown: 'keep', properties: { key: { kind: 'string', secret: true } } },
    },
    byName: { kind: 'map', values: { kind: 'string', secret: true } },
    inner: { kind: 'object', unknown: 'keep', properties: { token: { kind: 'string', secret: true } } },
  },
} as const satisfies Shape;

const cases: readonly [string, JsonObject, JsonObject][] = [
  [
    'nothing where nothing is secret',
    { plain: 'a', other: { password: 'b' } },
    { plain: 'a', other: { password: 'b' } },
  ],
  ['a secret text', { password: 'p' }, { password: '******' }],
  ['a secret in another letter case', { PassWord: 'p' }, { PassWord: '******' }],
  ['a secret of the wrong type', { password: { a: 'p' } }, { password: { a: '******' } }],
  ['not what is null', { password: null }, { password: null }],
  [
    'the values of a secret map, not its names',
    { settings: { A: '1', B: '2' } },
    { settings: { A: '******', B: '******' } },
  ],
  ['in elements', { rows: [{ key: 'k', n: 1 }] }, { rows: [{ key: '******', n: 1 }] }],
  ['in values of a map', { byName: { a: 'x' } }, { byName: { a: '******' } }],
  ['in inner objects', { inner: { token: 't', note: 'n' } }, { inner: { token: '******', note: 'n' } }],
];
it.each(cases)('masks %s', (_, body, masked) => {
  expect(maskSecrets(SHAPE, body)).toEqual(masked);
});
