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
    certificates: {
      kind: 'array',
      maxItems: 10,
      items: {
        kind: 'object',
        unknown: 'drop',
        required: ['certificate'],
        // A certificate of the longest keys has some 3,000 characters.
        properties: { certificate: { kind: 'string', minLength: 1, maxLength: 16_384 } },
      },
    },
    objectId: { kind: 'string', readOnly: true },
  },
});
