import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them. */
const ROWS: readonly AliasRow[] = [
  ['description'],
  ['publicNetworkAccess'],
  ['intellectualPropertyPublisher'],
  ['managedResourceGroup', 'properties.managedResourceGroup', 'Object'],
  ['managedResourceGroup.resourceId'],
  ['regionDetails', 'properties.regionDetails', 'Array'],
  ['regionDetails[*]', 'properties.regionDetails[*]', 'Object'],
  ['regionDetails[*].location'],
  ['regionDetails[*].acrDetails', 'properties.regionDetails[*].acrDetails', 'Array'],
  ['regionDetails[*].acrDetails[*]', 'properties.regionDetails[*].acrDetails[*]', 'Object'],
  ['regionDetails[*].acrDetails[*].userCreatedAcrAccount.armResourceId.resourceId'],
  ['regionDetails[*].acrDetails[*].systemCreatedAcrAccount.acrAccountSku'],
  ['regionDetails[*].storageAccountDetails', 'properties.regionDetails[*].storageAccountDetails', 'Array'],
  [
    'regionDetails[*].storageAccountDetails[*]',
    'properties.regionDetails[*].storageAccountDetails[*]',
    'Object',
  ],
  ['regionDetails[*].storageAccountDetails[*].userCreatedStorageAccount.armResourceId.resourceId'],
  ['regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.storageAccountType'],
  [
    'regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.allowBlobPublicAccess',
    'properties.regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.allowBlobPublicAccess',
    'Boolean',
  ],
  ['registryPrivateEndpointConnections', 'properties.registryPrivateEndpointConnections', 'Array'],
  ['registryPrivateEndpointConnections[*]', 'properties.registryPrivateEndpointConnections[*]', 'Object'],
  ['registryPrivateEndpointConnections[*].id'],
  [
    'registryPrivateEndpointConnections[*].registryPrivateLinkServiceConnectionState.status',
    'properties.registryPrivateEndpointConnections[*].properties.registryPrivateLinkServiceConnectionState.status',
  ],
  ...SKU_ALIASES,
];

export const REGISTRY_ALIASES = aliasTable('Microsoft.MachineLearningServices/registries', ROWS);
