import { objectAt } from '../../json-value.ts';
import type { ResourceType } from '../../resource-type.ts';
import { FREE_OBJECT, IDENTITY, TEXT } from '../../shape-parts.ts';
import { completeIdentity } from '../resource-parts.ts';

/**
 * What a workspace stands on. Clients make these beside a workspace (azure-ai-ml by its template, Terraform by resources of their own) and
 * name them in it. They are recorded and judged like everything else; nothing is started for them. Names that rules may use of them beside
 * those of every resource come with an import of aliases.
 */
export const WORKSPACE_PART_TYPES: readonly ResourceType[] = [
  partType('Microsoft.Storage/storageAccounts', ['2025-06-01', '2024-01-01', '2023-05-01', '2019-04-01']),
  partType('Microsoft.KeyVault/vaults', ['2025-05-01', '2024-11-01', '2023-07-01', '2019-09-01']),
  partType('Microsoft.OperationalInsights/workspaces', ['2025-02-01', '2023-09-01', '2020-08-01']),
  partType('Microsoft.Insights/components', ['2020-02-02', '2020-02-02-preview']),
  partType('Microsoft.ContainerRegistry/registries', ['2025-04-01', '2023-07-01', '2019-05-01']),
];

function partType(type: string, apiVersions: readonly string[]): ResourceType {
  return {
    type,
    apiVersions,
    scopes: ['resourceGroup'],
    verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
    listBySubscription: true,
    shape: {
      kind: 'object',
      unknown: 'drop',
      properties: { kind: TEXT, sku: FREE_OBJECT, identity: IDENTITY, properties: FREE_OBJECT },
    },
    tracked: true,
    judged: true,
    patchable: ['tags', 'sku', 'kind', 'identity', 'properties'],
    complete: (body, input) => ({
      ...body,
      ...completeIdentity(body, input),
      properties: { ...objectAt(body, 'properties'), provisioningState: 'Succeeded' },
    }),
  };
}
