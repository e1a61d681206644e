import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

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
];

export const ACCOUNT_DEPLOYMENT_ALIASES = aliasTable(
  'Microsoft.CognitiveServices/accounts/deployments',
  ROWS,
);
