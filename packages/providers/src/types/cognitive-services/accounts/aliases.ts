import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them; two that its built-in definitions modify. */
const ROWS: readonly AliasRow[] = [
  ['customSubDomainName'],
  ['publicNetworkAccess', 'properties.publicNetworkAccess', 'String', 'modifiable'],
  ['disableLocalAuth', 'properties.disableLocalAuth', 'Boolean', 'modifiable'],
  ['restrictOutboundNetworkAccess', 'properties.restrictOutboundNetworkAccess', 'Boolean'],
  ['allowProjectManagement', 'properties.allowProjectManagement', 'Boolean'],
  ['dynamicThrottlingEnabled', 'properties.dynamicThrottlingEnabled', 'Boolean'],
  ['allowedFqdnList', 'properties.allowedFqdnList', 'Array'],
  ['allowedFqdnList[*]'],
  ['encryption', 'properties.encryption', 'Object'],
  ['encryption.keySource'],
  ['encryption.keyVaultProperties', 'properties.encryption.keyVaultProperties', 'Object'],
  ['encryption.keyVaultProperties.keyName'],
  ['encryption.keyVaultProperties.keyVersion'],
  ['encryption.keyVaultProperties.keyVaultUri'],
  ['encryption.keyVaultProperties.identityClientId'],
  ['networkAcls', 'properties.networkAcls', 'Object'],
  ['networkAcls.bypass'],
  ['networkAcls.defaultAction'],
  ['networkAcls.ipRules', 'properties.networkAcls.ipRules', 'Array'],
  ['networkAcls.ipRules[*]', 'properties.networkAcls.ipRules[*]', 'Object'],
  ['networkAcls.ipRules[*].value'],
  ['networkAcls.virtualNetworkRules', 'properties.networkAcls.virtualNetworkRules', 'Array'],
  ['networkAcls.virtualNetworkRules[*]', 'properties.networkAcls.virtualNetworkRules[*]', 'Object'],
  ['networkAcls.virtualNetworkRules[*].id'],
  ['userOwnedStorage', 'properties.userOwnedStorage', 'Array'],
  ['userOwnedStorage[*]', 'properties.userOwnedStorage[*]', 'Object'],
  ['userOwnedStorage[*].resourceId'],
  ['privateEndpointConnections', 'properties.privateEndpointConnections', 'Array'],
  ['privateEndpointConnections[*]', 'properties.privateEndpointConnections[*]', 'Object'],
  [
    'privateEndpointConnections[*].privateLinkServiceConnectionState.status',
    'properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status',
  ],
  ['provisioningState'],
  ...SKU_ALIASES,
];

export const ACCOUNT_ALIASES = aliasTable('Microsoft.CognitiveServices/accounts', ROWS);
