import { createProviderVocabulary, RESOURCE_TYPES } from '@sluice/providers/types';
import { expect, test } from 'vitest';
import { hasCorpus, readCorpus } from './corpus.ts';

/** Azure has names for what nobody should read back: no rule of ours does. */
const SECRETS = [
  'Microsoft.CognitiveServices/accounts/apiProperties.eventHubConnectionString',
  'Microsoft.CognitiveServices/accounts/apiProperties.qnaAzureSearchEndpointKey',
  'Microsoft.CognitiveServices/accounts/apiProperties.storageAccountConnectionString',
  'Microsoft.CognitiveServices/accounts/migrationToken',
  ...['batchEndpoints', 'onlineEndpoints'].flatMap(type =>
    ['keys', 'keys.primaryKey', 'keys.secondaryKey'].map(
      name => `Microsoft.MachineLearningServices/workspaces/${type}/${name}`,
    ),
  ),
];

/** What a workspace stands on: recorded for clients that make it. Rules on more than place, tags and kind bring their names by an import. */
const BY_IMPORT: ReadonlySet<string> = new Set([
  'Microsoft.Storage/storageAccounts',
  'Microsoft.KeyVault/vaults',
  'Microsoft.OperationalInsights/workspaces',
  'Microsoft.Insights/components',
  'Microsoft.ContainerRegistry/registries',
]);

test.skipIf(!hasCorpus)(
  'every name that Azure has for a type that is judged here is known without an import, secrets apart',
  () => {
    const vocabulary = createProviderVocabulary();
    const own = new Set(
      RESOURCE_TYPES.filter(({ type, judged }) => judged && !BY_IMPORT.has(type)).map(({ type }) =>
        type.toLowerCase(),
      ),
    );
    const names = [...readCorpus().aliases].flatMap(([type, aliases]) =>
      own.has(type.toLowerCase()) ? aliases.map(alias => ({ type, alias })) : [],
    );
    expect(names.length).toBeGreaterThan(600);
    const other = names.filter(
      ({ type, alias }) =>
        vocabulary.alias(alias.name, type)?.defaultPath.toLowerCase() !== alias.defaultPath.toLowerCase(),
    );
    expect(other.map(({ alias }) => alias.name).sort()).toEqual([...SECRETS].sort());
  },
);
