import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  agentsEndpointUri allowRecoverSoftDeletedWorkspace allowRoleAssignmentOnRG associatedWorkspaces
  associatedWorkspaces[*] batchaiWorkspace containerRegistries containerRegistries[*] creationTime discoveryUrl
  enableServiceSideCMKEncryption enableSimplifiedCmk enableSoftwareBillOfMaterials encryption.cosmosDbResourceId
  encryption.searchAccountResourceId encryption.storageAccountResourceId existingWorkspaces existingWorkspaces[*]
  featureStoreSettings.allowRoleAssignmentsOnResourceGroupLevel featureStoreSettings.computeRuntime
  featureStoreSettings.offlineStoreConnectionName featureStoreSettings.onlineStoreConnectionName ipAllowlist
  ipAllowlist[*] keyVaults keyVaults[*]
  linkedWorkspaces.linkedWorkspaceResourceId=properties.linkedWorkspaceResourceId
  linkedWorkspaces.userAssignedIdentityResourceId=properties.userAssignedIdentityResourceId
  managedNetwork.changeableIsolationModes managedNetwork.changeableIsolationModes[*] managedNetwork.firewallSku
  managedNetwork.status managedNetwork.status.sparkReady managedNetwork.status.status mlFlowTrackingUri networkAcls
  networkAcls.defaultAction networkAcls.ipRules networkAcls.ipRules[*] networkAcls.ipRules[*].value notebookInfo
  notebookInfo.fqdn notebookInfo.isPrivateLinkEnabled notebookInfo.notebookPreparationError
  notebookInfo.notebookPreparationError.errorMessage notebookInfo.notebookPreparationError.statusCode
  notebookInfo.resourceId privateEndpointConnections[*].identity privateEndpointConnections[*].identity.principalId
  privateEndpointConnections[*].identity.tenantId privateEndpointConnections[*].identity.type
  privateEndpointConnections[*].identity.userAssignedIdentities privateEndpointConnections[*].location
  privateEndpointConnections[*].name
  privateEndpointConnections[*].privateEndpoint.subnetArmId=properties.privateEndpointConnections[*].properties.privateEndpoint.subnetArmId
  privateEndpointConnections[*].privateEndpoint=properties.privateEndpointConnections[*].properties.privateEndpoint
  privateEndpointConnections[*].privateLinkServiceConnectionState.actionsRequired=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.actionsRequired
  privateEndpointConnections[*].privateLinkServiceConnectionState.description=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.description
  privateEndpointConnections[*].privateLinkServiceConnectionState=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState
  privateEndpointConnections[*].provisioningState=properties.privateEndpointConnections[*].properties.provisioningState
  privateEndpointConnections[*].sku privateEndpointConnections[*].sku.capacity
  privateEndpointConnections[*].sku.family privateEndpointConnections[*].sku.name
  privateEndpointConnections[*].sku.size privateEndpointConnections[*].sku.tier
  privateEndpointConnections[*].systemData privateEndpointConnections[*].systemData.createdAt
  privateEndpointConnections[*].systemData.createdBy privateEndpointConnections[*].systemData.createdByType
  privateEndpointConnections[*].systemData.lastModifiedAt privateEndpointConnections[*].systemData.lastModifiedBy
  privateEndpointConnections[*].systemData.lastModifiedByType privateEndpointConnections[*].tags
  privateEndpointConnections[*].type privateLinkCount provisionNetworkNow scheduledPurgeDate
  serviceManagedResourcesSettings.cosmosDb.collectionsThroughput serviceProvisionedResourceGroup
  sharedPrivateLinkResources[*].requestMessage=properties.sharedPrivateLinkResources[*].properties.requestMessage
  softDeleteEnabled softDeleteRetentionInDays softDeletedAt storageAccounts storageAccounts[*] storageHnsEnabled
  tenantId workspaceHubConfig.additionalWorkspaceStorageAccounts
  workspaceHubConfig.additionalWorkspaceStorageAccounts[*] workspaceId
`;

/** Names as Azure has them; `publicNetworkAccess` is the one that its built-in definitions modify. */
const ROWS: readonly AliasRow[] = [
  ['friendlyName'],
  ['description'],
  ['applicationInsights'],
  ['containerRegistry'],
  ['keyVault'],
  ['storageAccount'],
  ['hubResourceId'],
  ['imageBuildCompute'],
  ['primaryUserAssignedIdentity'],
  ['systemDatastoresAuthMode'],
  ['publicNetworkAccess', 'properties.publicNetworkAccess', 'String', 'modifiable'],
  ['hbiWorkspace', 'properties.hbiWorkspace', 'Boolean'],
  ['v1LegacyMode', 'properties.v1LegacyMode', 'Boolean'],
  ['allowPublicAccessWhenBehindVnet', 'properties.allowPublicAccessWhenBehindVnet', 'Boolean'],
  ['enableDataIsolation', 'properties.enableDataIsolation', 'Boolean'],
  ['encryption', 'properties.encryption', 'Object'],
  ['encryption.status'],
  ['encryption.identity', 'properties.encryption.identity', 'Object'],
  ['encryption.identity.userAssignedIdentity'],
  ['encryption.keyVaultProperties', 'properties.encryption.keyVaultProperties', 'Object'],
  ['encryption.keyVaultProperties.keyVaultArmId'],
  ['encryption.keyVaultProperties.keyIdentifier'],
  ['encryption.keyVaultProperties.identityClientId'],
  ['managedNetwork', 'properties.managedNetwork', 'Object'],
  ['managedNetwork.isolationMode'],
  ['managedNetwork.networkId'],
  ['managedNetwork.outboundRules', 'properties.managedNetwork.outboundRules', 'Object'],
  ['featureStoreSettings', 'properties.featureStoreSettings', 'Object'],
  ['featureStoreSettings.computeRuntime.sparkRuntimeVersion'],
  ['serverlessComputeSettings', 'properties.serverlessComputeSettings', 'Object'],
  ['serverlessComputeSettings.serverlessComputeCustomSubnet'],
  [
    'serverlessComputeSettings.serverlessComputeNoPublicIP',
    'properties.serverlessComputeSettings.serverlessComputeNoPublicIP',
    'Boolean',
  ],
  ['serviceManagedResourcesSettings', 'properties.serviceManagedResourcesSettings', 'Object'],
  [
    'serviceManagedResourcesSettings.cosmosDb',
    'properties.serviceManagedResourcesSettings.cosmosDb',
    'Object',
  ],
  ['workspaceHubConfig', 'properties.workspaceHubConfig', 'Object'],
  ['workspaceHubConfig.defaultWorkspaceResourceGroup'],
  ['sharedPrivateLinkResources', 'properties.sharedPrivateLinkResources', 'Array'],
  ['sharedPrivateLinkResources[*]', 'properties.sharedPrivateLinkResources[*]', 'Object'],
  ['sharedPrivateLinkResources[*].name'],
  [
    'sharedPrivateLinkResources[*].privateLinkResourceId',
    'properties.sharedPrivateLinkResources[*].properties.privateLinkResourceId',
  ],
  ['sharedPrivateLinkResources[*].groupId', 'properties.sharedPrivateLinkResources[*].properties.groupId'],
  ['sharedPrivateLinkResources[*].status', 'properties.sharedPrivateLinkResources[*].properties.status'],
  ['privateEndpointConnections', 'properties.privateEndpointConnections', 'Array'],
  ['privateEndpointConnections[*]', 'properties.privateEndpointConnections[*]', 'Object'],
  ['privateEndpointConnections[*].id'],
  [
    'privateEndpointConnections[*].privateEndpoint.id',
    'properties.privateEndpointConnections[*].properties.privateEndpoint.id',
  ],
  [
    'privateEndpointConnections[*].privateLinkServiceConnectionState.status',
    'properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status',
  ],
  ['provisioningState'],
  ...SKU_ALIASES,
  ...furtherAliases(FURTHER),
];

export const WORKSPACE_ALIASES = aliasTable('Microsoft.MachineLearningServices/workspaces', ROWS);
