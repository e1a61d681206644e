import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them. Nothing that names the model is modifiable: facts are fixed before the decision. */
const ROWS: readonly AliasRow[] = [
  ['authMode'],
  ['contentSafety', 'properties.contentSafety', 'Object'],
  ['contentSafety.contentSafetyStatus'],
  ['modelSettings', 'properties.modelSettings', 'Object'],
  ['modelSettings.modelId'],
  ['endpointState'],
  ['provisioningState'],
  ...SKU_ALIASES,
];

export const SERVERLESS_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints',
  ROWS,
);
