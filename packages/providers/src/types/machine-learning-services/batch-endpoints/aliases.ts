import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  scoringUri swaggerUri traffic
`;

/** Names as Azure has them. */
const ROWS: readonly AliasRow[] = [
  ['authMode'],
  ['description'],
  ['provisioningState'],
  ['defaults', 'properties.defaults', 'Object'],
  ['defaults.deploymentName'],
  ...SKU_ALIASES,
  ...furtherAliases(FURTHER),
];

export const BATCH_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints',
  ROWS,
);
