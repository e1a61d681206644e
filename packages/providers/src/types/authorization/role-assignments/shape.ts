import { propertiesShape, TEXT } from '../../../shape-parts.ts';

const MANAGED_ELSEWHERE = ['condition', 'conditionVersion', 'delegatedManagedIdentityResourceId'] as const;

/** Who holds which role. Conditions are not supported yet, and without them the role would mean more than was asked for. */
export const ROLE_ASSIGNMENT_SHAPE = propertiesShape({
  kind: 'object',
  unknown: 'drop',
  required: ['roleDefinitionId', 'principalId'],
  notYet: MANAGED_ELSEWHERE,
  properties: {
    roleDefinitionId: { kind: 'string', format: 'resource-id' },
    principalId: { kind: 'string', minLength: 1 },
    principalType: { kind: 'string', oneOf: ['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device'] },
    description: TEXT,
    scope: { kind: 'string', readOnly: true },
    createdOn: { kind: 'string', readOnly: true },
    updatedOn: { kind: 'string', readOnly: true },
    createdBy: { kind: 'string', readOnly: true },
    updatedBy: { kind: 'string', readOnly: true },
  },
});
