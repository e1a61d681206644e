import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  discoveryUrl managedResourceGroupSettings managedResourceGroupSettings.assignedIdentities
  managedResourceGroupSettings.assignedIdentities[*] managedResourceGroupSettings.assignedIdentities[*].principalId
  managedResourceGroupTags mlFlowRegistryUri privateEndpointConnections privateEndpointConnections[*]
  privateEndpointConnections[*].groupIds=properties.privateEndpointConnections[*].properties.groupIds
  privateEndpointConnections[*].groupIds[*]=properties.privateEndpointConnections[*].properties.groupIds[*]
  privateEndpointConnections[*].id privateEndpointConnections[*].location
  privateEndpointConnections[*].privateEndpoint.id=properties.privateEndpointConnections[*].properties.privateEndpoint.id
  privateEndpointConnections[*].privateEndpoint.subnetArmId=properties.privateEndpointConnections[*].properties.privateEndpoint.subnetArmId
  privateEndpointConnections[*].privateEndpoint=properties.privateEndpointConnections[*].properties.privateEndpoint
  privateEndpointConnections[*].privateLinkServiceConnectionState.actionsRequired=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.actionsRequired
  privateEndpointConnections[*].privateLinkServiceConnectionState.description=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.description
  privateEndpointConnections[*].privateLinkServiceConnectionState.status=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status
  privateEndpointConnections[*].privateLinkServiceConnectionState=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState
  privateEndpointConnections[*].provisioningState=properties.privateEndpointConnections[*].properties.provisioningState
  privateLinkCount regionDetails[*].acrDetails[*].systemCreatedAcrAccount
  regionDetails[*].acrDetails[*].systemCreatedAcrAccount.acrAccountName
  regionDetails[*].acrDetails[*].systemCreatedAcrAccount.armResourceId
  regionDetails[*].acrDetails[*].systemCreatedAcrAccount.armResourceId.resourceId
  regionDetails[*].acrDetails[*].userCreatedAcrAccount
  regionDetails[*].acrDetails[*].userCreatedAcrAccount.armResourceId
  regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount
  regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.armResourceId
  regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.armResourceId.resourceId
  regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.storageAccountHnsEnabled
  regionDetails[*].storageAccountDetails[*].systemCreatedStorageAccount.storageAccountName
  regionDetails[*].storageAccountDetails[*].userCreatedStorageAccount
  regionDetails[*].storageAccountDetails[*].userCreatedStorageAccount.armResourceId
  registryPrivateEndpointConnections[*].groupIds=properties.registryPrivateEndpointConnections[*].properties.groupIds
  registryPrivateEndpointConnections[*].groupIds[*]=properties.registryPrivateEndpointConnections[*].properties.groupIds[*]
  registryPrivateEndpointConnections[*].location
  registryPrivateEndpointConnections[*].privateEndpoint.id=properties.registryPrivateEndpointConnections[*].properties.privateEndpoint.id
  registryPrivateEndpointConnections[*].privateEndpoint.subnetArmId=properties.registryPrivateEndpointConnections[*].properties.privateEndpoint.subnetArmId
  registryPrivateEndpointConnections[*].privateEndpoint=properties.registryPrivateEndpointConnections[*].properties.privateEndpoint
  registryPrivateEndpointConnections[*].provisioningState=properties.registryPrivateEndpointConnections[*].properties.provisioningState
  registryPrivateEndpointConnections[*].registryPrivateLinkServiceConnectionState.actionsRequired=properties.registryPrivateEndpointConnections[*].properties.registryPrivateLinkServiceConnectionState.actionsRequired
  registryPrivateEndpointConnections[*].registryPrivateLinkServiceConnectionState.description=properties.registryPrivateEndpointConnections[*].properties.registryPrivateLinkServiceConnectionState.description
  registryPrivateEndpointConnections[*].registryPrivateLinkServiceConnectionState=properties.registryPrivateEndpointConnections[*].properties.registryPrivateLinkServiceConnectionState
  syndicatedRegistries syndicatedRegistries[*] syndicatedRegistries[*].syndicatedRegistry
  syndicatedRegistries[*].syndicatedRegistry.registryId syndicatedRegistries[*].syndicatedRegistryGuid tags
`;

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
  ...furtherAliases(FURTHER),
];

export const REGISTRY_ALIASES = aliasTable('Microsoft.MachineLearningServices/registries', ROWS);
