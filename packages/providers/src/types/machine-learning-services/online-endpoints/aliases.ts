import { type AliasRow, aliasTable, SKU_ALIASES } from '../../resource-parts.ts';

/** Names as Azure has them. */
const ROWS: readonly AliasRow[] = [
  ['authMode'],
  ['description'],
  ['provisioningState'],
  ['compute'],
  ['publicNetworkAccess'],
  ['traffic', 'properties.traffic', 'Object'],
  ['mirrorTraffic', 'properties.mirrorTraffic', 'Object'],
  ...SKU_ALIASES,
];

export const ONLINE_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  ROWS,
);
