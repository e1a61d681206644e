import { propertiesShape, TEXT } from '../../../shape-parts.ts';

const NAME = { kind: 'string', minLength: 1, maxLength: 256 } as const;

export const PRINCIPAL_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['displayName'],
  properties: {
    displayName: NAME,
    principalType: { kind: 'string', oneOf: ['User', 'ServicePrincipal', 'Group'] },
    clientId: { kind: 'string', maxLength: 128 },
    enabled: { kind: 'boolean' },
    /** Object ids. */
    members: { kind: 'array', maxItems: 10_000, items: TEXT },
    identities: {
      kind: 'array',
      maxItems: 20,
      items: {
        kind: 'object',
        unknown: 'drop',
        required: ['issuer', 'subject'],
        properties: {
          issuer: { kind: 'string', minLength: 1, maxLength: 600 },
          subject: { kind: 'string', minLength: 1, maxLength: 600 },
        },
      },
    },
    objectId: { kind: 'string', readOnly: true },
  },
});
