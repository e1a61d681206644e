import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  callRateLimit callRateLimit.count callRateLimit.renewalPeriod callRateLimit.rules callRateLimit.rules[*]
  callRateLimit.rules[*].count callRateLimit.rules[*].dynamicThrottlingEnabled callRateLimit.rules[*].key
  callRateLimit.rules[*].matchPatterns callRateLimit.rules[*].matchPatterns[*]
  callRateLimit.rules[*].matchPatterns[*].method callRateLimit.rules[*].matchPatterns[*].path
  callRateLimit.rules[*].minCount callRateLimit.rules[*].renewalPeriod capabilities currentCapacity deploymentState
  dynamicThrottlingEnabled model.callRateLimit model.callRateLimit.count model.callRateLimit.renewalPeriod
  model.callRateLimit.rules model.callRateLimit.rules[*] model.callRateLimit.rules[*].count
  model.callRateLimit.rules[*].dynamicThrottlingEnabled model.callRateLimit.rules[*].key
  model.callRateLimit.rules[*].matchPatterns model.callRateLimit.rules[*].matchPatterns[*]
  model.callRateLimit.rules[*].matchPatterns[*].method model.callRateLimit.rules[*].matchPatterns[*].path
  model.callRateLimit.rules[*].minCount model.callRateLimit.rules[*].renewalPeriod rateLimits rateLimits[*]
  rateLimits[*].count rateLimits[*].dynamicThrottlingEnabled rateLimits[*].key rateLimits[*].matchPatterns
  rateLimits[*].matchPatterns[*] rateLimits[*].matchPatterns[*].method rateLimits[*].matchPatterns[*].path
  rateLimits[*].minCount rateLimits[*].renewalPeriod scaleSettings.activeCapacity
`;

/** Names as Azure has them. What names the model is fixed, with all that is below it: facts are looked up before the decision. */
const ROWS: readonly AliasRow[] = [
  ['model', 'properties.model', 'Object', 'fixed'],
  ['model.format'],
  ['model.name'],
  ['model.version'],
  ['model.publisher'],
  ['model.source'],
  ['model.sourceAccount'],
  ['raiPolicyName'],
  ['versionUpgradeOption'],
  ['scaleSettings', 'properties.scaleSettings', 'Object'],
  ['scaleSettings.scaleType'],
  ['scaleSettings.capacity', 'properties.scaleSettings.capacity', 'Integer'],
  ['capacitySettings', 'properties.capacitySettings', 'Object'],
  ['capacitySettings.designatedCapacity', 'properties.capacitySettings.designatedCapacity', 'Integer'],
  ['capacitySettings.priority', 'properties.capacitySettings.priority', 'Integer'],
  ['parentDeploymentName'],
  ['spilloverDeploymentName'],
  ['serviceTier'],
  ['provisioningState'],
  ...SKU_ALIASES,
  ...furtherAliases(FURTHER),
];

export const ACCOUNT_DEPLOYMENT_ALIASES = aliasTable(
  'Microsoft.CognitiveServices/accounts/deployments',
  ROWS,
);
