import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  abusePenalty abusePenalty.action abusePenalty.expiration abusePenalty.rateLimitPercentage amlWorkspace
  amlWorkspace.identityClientId amlWorkspace.resourceId apiProperties apiProperties.aadClientId
  apiProperties.aadTenantId apiProperties.qnaAzureSearchEndpointId apiProperties.qnaRuntimeEndpoint
  apiProperties.statisticsEnabled apiProperties.superUser apiProperties.websiteName associatedProjects
  associatedProjects[*] callRateLimit callRateLimit.count callRateLimit.renewalPeriod callRateLimit.rules
  callRateLimit.rules[*] callRateLimit.rules[*].count callRateLimit.rules[*].dynamicThrottlingEnabled
  callRateLimit.rules[*].key callRateLimit.rules[*].matchPatterns callRateLimit.rules[*].matchPatterns[*]
  callRateLimit.rules[*].matchPatterns[*].method callRateLimit.rules[*].matchPatterns[*].path
  callRateLimit.rules[*].minCount callRateLimit.rules[*].renewalPeriod capabilities capabilities[*]
  capabilities[*].name capabilities[*].value commitmentPlanAssociations commitmentPlanAssociations[*]
  commitmentPlanAssociations[*].commitmentPlanId commitmentPlanAssociations[*].commitmentPlanLocation dateCreated
  defaultProject deletionDate endpoint endpoints internalId isMigrated locations locations.regions
  locations.regions[*] locations.regions[*].customsubdomain locations.regions[*].name locations.regions[*].value
  locations.routingMethod networkAcls.virtualNetworkRules[*].ignoreMissingVnetServiceEndpoint
  networkAcls.virtualNetworkRules[*].state networkInjections networkInjections.scenario
  networkInjections.subnetArmId networkInjections.useMicrosoftManagedNetwork networkInjections[*]
  networkInjections[*].scenario networkInjections[*].subnetArmId networkInjections[*].useMicrosoftManagedNetwork
  privateEndpointConnections[*].etag
  privateEndpointConnections[*].groupIds=properties.privateEndpointConnections[*].properties.groupIds
  privateEndpointConnections[*].groupIds[*]=properties.privateEndpointConnections[*].properties.groupIds[*]
  privateEndpointConnections[*].id privateEndpointConnections[*].location privateEndpointConnections[*].name
  privateEndpointConnections[*].privateEndpoint.id=properties.privateEndpointConnections[*].properties.privateEndpoint.id
  privateEndpointConnections[*].privateEndpoint=properties.privateEndpointConnections[*].properties.privateEndpoint
  privateEndpointConnections[*].privateLinkServiceConnectionState.actionRequired=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.actionRequired
  privateEndpointConnections[*].privateLinkServiceConnectionState.actionsRequired=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.actionsRequired
  privateEndpointConnections[*].privateLinkServiceConnectionState.description=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.description
  privateEndpointConnections[*].privateLinkServiceConnectionState=properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState
  privateEndpointConnections[*].provisioningState=properties.privateEndpointConnections[*].properties.provisioningState
  privateEndpointConnections[*].systemData privateEndpointConnections[*].systemData.createdAt
  privateEndpointConnections[*].systemData.createdBy privateEndpointConnections[*].systemData.createdByType
  privateEndpointConnections[*].systemData.lastModifiedAt privateEndpointConnections[*].systemData.lastModifiedBy
  privateEndpointConnections[*].systemData.lastModifiedByType privateEndpointConnections[*].type quotaLimit
  quotaLimit.count quotaLimit.renewalPeriod quotaLimit.rules quotaLimit.rules[*] quotaLimit.rules[*].count
  quotaLimit.rules[*].dynamicThrottlingEnabled quotaLimit.rules[*].key quotaLimit.rules[*].matchPatterns
  quotaLimit.rules[*].matchPatterns[*] quotaLimit.rules[*].matchPatterns[*].method
  quotaLimit.rules[*].matchPatterns[*].path quotaLimit.rules[*].minCount quotaLimit.rules[*].renewalPeriod
  raiMonitorConfig raiMonitorConfig.adxStorageResourceId raiMonitorConfig.identityClientId restore
  scheduledPurgeDate skuChangeInfo skuChangeInfo.countOfDowngrades skuChangeInfo.countOfUpgradesAfterDowngrades
  skuChangeInfo.lastChangeDate storedCompletionsDisabled userOwnedStorage[*].identityClientId
`;

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
  ...furtherAliases(FURTHER),
];

export const ACCOUNT_ALIASES = aliasTable('Microsoft.CognitiveServices/accounts', ROWS);
