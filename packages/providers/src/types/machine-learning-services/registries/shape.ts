import { FREE_OBJECT, TEXT } from '../../../shape-parts.ts';
import { READ_ONLY } from '../../resource-parts.ts';
import { mlShape } from '../deployment-shape.ts';

export const REGISTRY_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    description: TEXT,
    publicNetworkAccess: TEXT,
    intellectualPropertyPublisher: TEXT,
    managedResourceGroup: FREE_OBJECT,
    regionDetails: { kind: 'array', items: FREE_OBJECT },
    registryPrivateEndpointConnections: { kind: 'array', items: FREE_OBJECT },
    discoveryUrl: READ_ONLY,
    mlFlowRegistryUri: READ_ONLY,
    provisioningState: READ_ONLY,
  },
});
