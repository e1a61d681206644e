import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  scoringUri swaggerUri target
`;

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
  ...furtherAliases(FURTHER),
];

export const ONLINE_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  ROWS,
);
