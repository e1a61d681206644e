import { TEXT } from '../../../shape-parts.ts';
import { ENDPOINT_PROPERTIES, mlShape } from '../deployment-shape.ts';

export const BATCH_ENDPOINT_SHAPE = mlShape({
  kind: 'object',
  unknown: 'keep',
  properties: {
    ...ENDPOINT_PROPERTIES,
    defaults: { kind: 'object', unknown: 'keep', properties: { deploymentName: TEXT } },
  },
});
