import { expect, test } from 'vitest';
import { whatParametersName } from './what-parameters-name.ts';

test('keywords, names and functions have no letter case', () => {
  const rule = {
    IF: { ALLOF: [{ Not: { Field: 'x/Model.RegistryName', IN: "[Parameters('Registries')]" } }] },
  };
  expect(whatParametersName(rule).get('registries')).toEqual({ names: 'registry', isExact: true });
});

test.each([
  [undefined],
  [{}],
  [{ if: null }],
  [{ if: { field: 1, in: "[parameters('x')]" } }],
  [{ if: { allOf: { field: 'location', in: "[parameters('x')]" } } }],
  [{ if: { field: 'location', in: ['[parameters(x)]'] } }],
  [{ if: { count: { value: "[parameters('x')]", where: { field: 'location', equals: "[current('y')]" } } } }],
])('%j says nothing', rule => {
  expect([...whatParametersName(rule as never)]).toEqual([]);
});
