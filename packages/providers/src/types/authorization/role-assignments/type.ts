import type { ResourceType } from '../../../resource-type.ts';
import { ROLE_VERSIONS } from '../versions.ts';
import { roleAssignmentChanges } from './changes.ts';
import { checkRoleAssignmentDelete } from './check-delete.ts';
import { completeRoleAssignment } from './complete.ts';
import { respondRoleAssignment } from './respond.ts';
import { ROLE_ASSIGNMENT_SHAPE } from './shape.ts';

/** A principal's role at a scope. */
export const ROLE_ASSIGNMENTS: ResourceType = {
  type: 'Microsoft.Authorization/roleAssignments',
  apiVersions: ROLE_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'RoleAssignmentNotFound',
  shape: ROLE_ASSIGNMENT_SHAPE,
  tracked: false,
  judged: false,
  namePattern: { test: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, says: 'it must be a GUID' },
  complete: completeRoleAssignment,
  respond: respondRoleAssignment,
  changesOf: roleAssignmentChanges,
  checkDelete: checkRoleAssignmentDelete,
};
