import { createVocabulary, fieldTarget } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { COGNITIVE_MANIFEST } from './cognitive-services/manifest.ts';
import { COGNITIVE_SERVICES_TYPES } from './cognitive-services/types.ts';
import { ML_MANIFEST } from './machine-learning-services/manifest.ts';
import { MACHINE_LEARNING_TYPES } from './machine-learning-services/types.ts';

const TYPES = [...MACHINE_LEARNING_TYPES, ...COGNITIVE_SERVICES_TYPES];
const aliasesOf = (type: string) => TYPES.find(each => each.type === type)?.aliases ?? [];
const VOCABULARY = createVocabulary({
  aliases: new Map(TYPES.map(({ type, aliases = [] }) => [type, aliases])),
  dataModes: [],
  tracked: new Map(),
});

describe('the names that rules may use', () => {
  it('of the model-deployment mode that Azure knows are these', () => {
    const [[type, aliases] = []] = [...ML_MANIFEST.aliases];
    expect(type).toBe('Microsoft.MachineLearningServices.v2.Data/workspaces/deployments');
    expect(aliases?.filter(alias => alias.knownToAzure).map(({ defaultPath }) => defaultPath)).toEqual([
      'model.assetId',
      'model.registryName',
      'model.publisher',
    ]);
  });
  it('of the mode of Cognitive Services that Azure knows are these', () => {
    const [[, aliases] = []] = [...COGNITIVE_MANIFEST.aliases];
    const known = aliases
      ?.filter(alias => alias.knownToAzure !== false)
      .map(({ defaultPath }) => defaultPath);
    expect(known).toEqual(
      expect.arrayContaining([
        'model.assetId',
        'model.publisher',
        'raiPolicy.contentFilters[*].severityThreshold',
      ]),
    );
    expect(known).not.toContain('model.registryName');
  });
  it('cannot change the model: facts are fixed before the decision', () => {
    const modifiable = TYPES.flatMap(({ aliases = [] }) =>
      aliases.filter(alias => alias.modifiable).map(({ defaultPath }) => defaultPath),
    );
    expect(modifiable.filter(path => /model|source|deploymentConfiguration/i.test(path))).toEqual([]);
    expect([...new Set(modifiable)].sort()).toEqual([
      'properties.disableLocalAuth',
      'properties.publicNetworkAccess',
    ]);
    for (const manifest of [ML_MANIFEST, COGNITIVE_MANIFEST]) {
      expect([...manifest.aliases.values()].flat().filter(alias => alias.modifiable)).toEqual([]);
    }
  });
  it.each([
    ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments', ['properties.model']],
    [
      'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
      ['properties.model', 'properties.deploymentConfiguration'],
    ],
    ['Microsoft.MachineLearningServices/workspaces/serverlessEndpoints', ['properties.modelSettings']],
    ['Microsoft.CognitiveServices/accounts/deployments', ['properties.model']],
  ])('hold fixed, on %s, what names the model', (type, paths) => {
    expect(VOCABULARY.fixedPaths?.(type)).toEqual(paths);
    const named = aliasesOf(type).filter(({ defaultPath }) =>
      /^properties\.model(Settings)?\b/.test(defaultPath),
    );
    expect(named.map(({ name }) => fieldTarget(name, type, '2024-10-01', VOCABULARY))).toEqual(
      named.map(({ name }) => ({ refusal: 'readOnly', message: expect.stringContaining(name) })),
    );
  });
  it.each(TYPES.map(type => [type.type, type] as const))(
    'of %s are each its own, below its type',
    (name, { aliases = [] }) => {
      const names = aliases.map(alias => alias.name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter(alias => !alias.startsWith(`${name.toLowerCase()}/`))).toEqual([]);
      expect(names.length).toBeGreaterThan(0);
    },
  );
});
