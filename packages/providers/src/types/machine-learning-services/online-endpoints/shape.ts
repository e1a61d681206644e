import { TEXT } from '../../../shape-parts.ts';
import { ENDPOINT_PROPERTIES, mlShape } from '../deployment-shape.ts';

/** Shares of the traffic in percent, by the name of the deployment. */
const SHARES = { kind: 'map', values: { kind: 'integer', minimum: 0, maximum: 100 } } as const;

export const ONLINE_ENDPOINT_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    ...ENDPOINT_PROPERTIES,
    compute: TEXT,
    publicNetworkAccess: { kind: 'string', oneOf: ['Enabled', 'Disabled'] },
    traffic: SHARES,
    mirrorTraffic: SHARES,
  },
});
