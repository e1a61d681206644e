import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whatParametersName } from '../../packages/portal/src/features/assignments/parameters/what-parameters-name.ts';

// What the portal offers for the parameters of the definitions that come with the server.

const CONTENT = join(import.meta.dirname, '../../packages/content/definitions');

function ruleOf(category: string, name: string) {
  return JSON.parse(readFileSync(join(CONTENT, category, `${name}.json`), 'utf8')).properties.policyRule;
}

describe('of the built-in definitions', () => {
  test.each([
    [
      'machine-learning',
      'only-allowed-registry',
      { allowedregistryname: ['registry', true], restrictedmodels: ['model', true] },
    ],
    [
      'machine-learning',
      'approved-registry-models',
      { allowedpublishers: ['publisher', true], allowedassetids: ['model', false] },
    ],
    ['model-deployment', 'allowed-registries', { allowedregistries: ['registry', true] }],
    ['model-deployment', 'allowed-registries-in-accounts', { allowedregistries: ['registry', true] }],
    ['model-deployment', 'allowed-publishers', { allowedpublishers: ['publisher', true] }],
    ['model-deployment', 'allowed-licences', { allowedlicences: ['licence', true] }],
    ['model-deployment', 'allowed-models', { models: ['modelEntry', false] }],
    ['model-deployment', 'denied-models', { models: ['modelEntry', false] }],
    ['model-deployment', 'required-tags', {}],
  ])('%s/%s', (category, name, hints) => {
    const found = [...whatParametersName(ruleOf(category, name))];
    expect(Object.fromEntries(found.map(([key, { names, isExact }]) => [key, [names, isExact]]))).toEqual(
      hints,
    );
  });

  test('there are none that nobody looked at', () => {
    const names = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.json$/.test(name),
    );
    expect(names.length).toBeGreaterThanOrEqual(14);
    for (const name of names) {
      const { properties } = JSON.parse(readFileSync(join(CONTENT, name), 'utf8'));
      const declared = Object.keys(properties.parameters ?? {}).map(each => each.toLowerCase());
      for (const hinted of whatParametersName(properties.policyRule).keys())
        expect(declared).toContain(hinted);
    }
  });
});
