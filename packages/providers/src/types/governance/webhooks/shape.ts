import { ownShape, READ_ONLY } from '../../../shape-parts.ts';
import { EVENT_TYPES } from './event-types.ts';

const COMPLIANCE_STATES = [
  'Compliant',
  'NonCompliant',
  'Error',
  'Conflict',
  'Protected',
  'Exempt',
  'Unknown',
  'NotApplicable',
] as const;

export const WEBHOOK_SHAPE = ownShape({
  kind: 'object',
  unknown: 'refuse',
  required: ['endpointUrl'],
  properties: {
    endpointUrl: { kind: 'string', maxLength: 2048 },
    enabled: { kind: 'boolean' },
    eventTypes: { kind: 'array', maxItems: 20, items: { kind: 'string', oneOf: EVENT_TYPES } },
    filter: {
      kind: 'object',
      unknown: 'refuse',
      properties: {
        scope: { kind: 'string', maxLength: 2048 },
        assignmentIds: {
          kind: 'array',
          maxItems: 100,
          items: { kind: 'string', format: 'resource-id', maxLength: 2048 },
        },
        complianceStates: {
          kind: 'array',
          maxItems: COMPLIANCE_STATES.length,
          items: { kind: 'string', oneOf: COMPLIANCE_STATES },
        },
      },
    },
    secret: { kind: 'string', secret: true },
    deliveryStatus: READ_ONLY,
  },
});
