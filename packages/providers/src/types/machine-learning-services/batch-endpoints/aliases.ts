import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them. */
const ROWS: readonly AliasRow[] = [
  ['authMode'],
  ['description'],
  ['provisioningState'],
  ['defaults', 'properties.defaults', 'Object'],
  ['defaults.deploymentName'],
  ...SKU_ALIASES,
];

export const BATCH_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints',
  ROWS,
);
