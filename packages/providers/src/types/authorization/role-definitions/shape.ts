import { propertiesShape, TEXT } from '../../../shape-parts.ts';

const ACTIONS = { kind: 'array', items: TEXT } as const;

/** A role: what its holder may do, and where it may be given. */
export const ROLE_DEFINITION_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['roleName', 'permissions'],
  properties: {
    roleName: { kind: 'string', minLength: 1, maxLength: 512 },
    description: { kind: 'string', maxLength: 1024 },
    type: { kind: 'string', oneOf: ['BuiltInRole', 'CustomRole'] },
    assignableScopes: ACTIONS,
    permissions: {
      kind: 'array',
      items: {
        kind: 'object',
        unknown: 'drop',
        properties: { actions: ACTIONS, notActions: ACTIONS, dataActions: ACTIONS, notDataActions: ACTIONS },
      },
    },
  },
});
