import { type AliasRow, aliasTable, furtherAliases, SKU_ALIASES } from '../../resource-parts.ts';

/** The other names that Azure has for the type. */
const FURTHER = `
  capacityReservation capacityReservation.capacityReservationGroupId capacityReservation.endpointReservedCapacity
  inferenceEndpoint inferenceEndpoint.headers inferenceEndpoint.uri marketplaceSubscriptionId offer offer.offerName
  offer.publisher
`;

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
  ...furtherAliases(FURTHER),
];

export const SERVERLESS_ENDPOINT_ALIASES = aliasTable(
  'Microsoft.MachineLearningServices/workspaces/serverlessEndpoints',
  ROWS,
);
