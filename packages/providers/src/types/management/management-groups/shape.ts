import type { Shape } from '../../../shape.ts';

const NAME = { kind: 'string', minLength: 1, maxLength: 256 } as const;
const GROUP_ID = { kind: 'string', format: 'resource-id' } as const;
const SERVER_TEXT = { kind: 'string', readOnly: true } as const;

/** A management group. A PUT speaks in `properties`; a PATCH has `displayName` and `parentGroupId` at the top. */
export const MANAGEMENT_GROUP_SHAPE = {
  kind: 'object',
  unknown: 'drop',
  properties: {
    displayName: NAME,
    parentGroupId: GROUP_ID,
    properties: {
      kind: 'object',
      unknown: 'drop',
      properties: {
        tenantId: SERVER_TEXT,
        displayName: NAME,
        children: { kind: 'array', items: { kind: 'any' }, readOnly: true },
        details: {
          kind: 'object',
          unknown: 'drop',
          properties: {
            version: { kind: 'integer', readOnly: true },
            updatedTime: SERVER_TEXT,
            updatedBy: SERVER_TEXT,
            parent: {
              kind: 'object',
              unknown: 'drop',
              properties: { id: GROUP_ID, name: SERVER_TEXT, displayName: SERVER_TEXT },
            },
          },
        },
      },
    },
  },
} as const satisfies Shape;
