import { ownShape, READ_ONLY, TEXT } from '../../../shape-parts.ts';

const NAME = { kind: 'string', minLength: 1, maxLength: 256 } as const;

export const PRINCIPAL_SHAPE = ownShape({
  kind: 'object',
  unknown: 'refuse',
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
        unknown: 'refuse',
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
        unknown: 'refuse',
        required: ['certificate'],
        // A certificate of the longest keys has some 3,000 characters.
        properties: {
          certificate: { kind: 'string', minLength: 1, maxLength: 16_384 },
          // What answers say of it.
          thumbprint: READ_ONLY,
          subject: READ_ONLY,
          startsOn: READ_ONLY,
          expiresOn: READ_ONLY,
        },
      },
    },
    objectId: READ_ONLY,
    secrets: READ_ONLY,
  },
});
