import type { Shape } from '../../../shape.ts';
import { FREE_OBJECT, TEXT } from '../../../shape-parts.ts';
import { MANAGED_IDENTITY, READ_ONLY, SKU } from '../../resource-parts.ts';

export const ACCOUNT_SHAPE: Shape = {
  kind: 'object',
  unknown: 'keep',
  properties: {
    kind: TEXT,
    sku: SKU,
    identity: MANAGED_IDENTITY,
    properties: {
      kind: 'object',
      unknown: 'keep',
      properties: {
        customSubDomainName: TEXT,
        publicNetworkAccess: { kind: 'string', oneOf: ['Enabled', 'Disabled'] },
        disableLocalAuth: { kind: 'boolean' },
        restrictOutboundNetworkAccess: { kind: 'boolean' },
        allowProjectManagement: { kind: 'boolean' },
        dynamicThrottlingEnabled: { kind: 'boolean' },
        allowedFqdnList: { kind: 'array', items: TEXT },
        encryption: FREE_OBJECT,
        networkAcls: FREE_OBJECT,
        userOwnedStorage: { kind: 'array', items: FREE_OBJECT },
        migrationToken: { kind: 'string', secret: true },
        apiProperties: {
          kind: 'object',
          unknown: 'keep',
          properties: {
            eventHubConnectionString: { kind: 'string', secret: true },
            storageAccountConnectionString: { kind: 'string', secret: true },
            qnaAzureSearchEndpointKey: { kind: 'string', secret: true },
          },
        },
        endpoint: READ_ONLY,
        endpoints: READ_ONLY,
        internalId: READ_ONLY,
        dateCreated: READ_ONLY,
        privateEndpointConnections: READ_ONLY,
        provisioningState: READ_ONLY,
      },
    },
  },
};
