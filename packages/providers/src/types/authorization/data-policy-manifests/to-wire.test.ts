import { describe, expect, it } from 'vitest';
import type { DataManifest } from '../../../resource-type.ts';
import { dataPolicyManifestToWire, isInNamespace } from './to-wire.ts';

const MODE = 'Contoso.Things.v2.Data';
const manifest: DataManifest = {
  mode: MODE,
  effects: ['Deny', 'Audit'],
  componentTypes: [`${MODE}/shelves/things`, `${MODE}/shelves`],
  customDefinitions: true,
  aliases: new Map([
    [
      `${MODE}/shelves/things`.toLowerCase(),
      [
        {
          name: `${MODE}/shelves/things/size`,
          defaultPath: 'size',
          type: 'Integer' as const,
          paths: [{ path: 'length', apiVersions: ['2020-01-01'] }],
        },
        { name: `${MODE}/shelves/things/ours`, defaultPath: 'ours', modifiable: true, knownToAzure: false },
      ],
    ],
  ]),
};

it('shows what rules of the mode may name', () => {
  expect(dataPolicyManifestToWire(manifest)).toEqual({
    id: `/providers/Microsoft.Authorization/dataPolicyManifests/${MODE}`,
    name: MODE,
    type: 'Microsoft.Authorization/dataPolicyManifests',
    properties: {
      namespaces: ['Contoso.Things'],
      policyMode: MODE,
      isBuiltInOnly: false,
      resourceTypeAliases: [
        {
          resourceType: 'shelves/things',
          aliases: [
            {
              name: `${MODE}/shelves/things/size`,
              type: 'NotSpecified',
              paths: [{ path: 'length', apiVersions: ['2020-01-01'] }],
              defaultPath: 'size',
              defaultMetadata: { type: 'Integer', attributes: 'None' },
            },
            {
              name: `${MODE}/shelves/things/ours`,
              type: 'NotSpecified',
              paths: [],
              defaultPath: 'ours',
              defaultMetadata: { type: 'NotSpecified', attributes: 'Modifiable' },
              knownToAzure: false,
            },
          ],
        },
        { resourceType: 'shelves', aliases: [] },
      ],
      effects: [
        { name: 'Deny', detailsSchema: null },
        { name: 'Audit', detailsSchema: null },
      ],
      fieldValues: ['type', 'id', 'name'],
      resourceFunctions: { standard: ['subscription', 'resourceGroup'], custom: [] },
    },
  });
});

describe('a namespace', () => {
  it.each([
    ['contoso.things', true],
    ['Contoso.Things.v2.Data', true],
    ['Contoso', false],
    ['', false],
  ])('%j: %s', (namespace, isIn) => {
    expect(isInNamespace(manifest, namespace)).toBe(isIn);
  });
});
