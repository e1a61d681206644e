import type { Shape } from '../../../shape.ts';
import { FREE_OBJECT, TEXT } from '../../../shape-parts.ts';
import { READ_ONLY } from '../../resource-parts.ts';
import { mlShape } from '../deployment-shape.ts';

/** azure-ai-ml makes workspaces by a template whose parameters are texts. */
const FLAG: Shape = { kind: 'boolean', fromText: true };

export const WORKSPACE_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    friendlyName: TEXT,
    description: TEXT,
    applicationInsights: TEXT,
    containerRegistry: TEXT,
    keyVault: TEXT,
    storageAccount: TEXT,
    hubResourceId: TEXT,
    imageBuildCompute: TEXT,
    primaryUserAssignedIdentity: TEXT,
    systemDatastoresAuthMode: TEXT,
    publicNetworkAccess: { kind: 'string', oneOf: ['Enabled', 'Disabled'] },
    hbiWorkspace: FLAG,
    v1LegacyMode: FLAG,
    allowPublicAccessWhenBehindVnet: FLAG,
    enableDataIsolation: FLAG,
    encryption: FREE_OBJECT,
    managedNetwork: FREE_OBJECT,
    featureStoreSettings: FREE_OBJECT,
    serverlessComputeSettings: FREE_OBJECT,
    serviceManagedResourcesSettings: FREE_OBJECT,
    workspaceHubConfig: FREE_OBJECT,
    sharedPrivateLinkResources: { kind: 'array', items: FREE_OBJECT },
    discoveryUrl: READ_ONLY,
    mlFlowTrackingUri: READ_ONLY,
    notebookInfo: READ_ONLY,
    privateEndpointConnections: READ_ONLY,
    privateLinkCount: READ_ONLY,
    provisioningState: READ_ONLY,
    storageHnsEnabled: READ_ONLY,
    tenantId: READ_ONLY,
    workspaceId: READ_ONLY,
  },
});
