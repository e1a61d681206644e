import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them. What names the model is fixed, with all that is below it: facts are looked up before the decision. */
const ROWS: readonly AliasRow[] = [
  ['authMode'],
  ['contentSafety', 'properties.contentSafety', 'Object'],
  ['contentSafety.contentSafetyStatus'],
  ['modelSettings', 'properties.modelSettings', 'Object', 'fixed'],
  ['modelSettings.modelId'],
  ['endpointState'],
  ['provisioningState'],
  ...SKU_ALIASES,
];

export const SERVERLESS_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints',
  ROWS,
);
