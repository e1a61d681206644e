import type { ResourceType } from '../../../resource-type.ts';
import { MANAGEMENT_VERSIONS } from '../versions.ts';
import { managementGroupChanges } from './changes.ts';
import { checkManagementGroupDelete } from './check-delete.ts';
import { completeManagementGroup } from './complete.ts';
import { respondManagementGroup } from './respond.ts';
import { MANAGEMENT_GROUP_SHAPE } from './shape.ts';

/** The tree above subscriptions. */
export const MANAGEMENT_GROUPS: ResourceType = {
  type: 'Microsoft.Management/managementGroups',
  apiVersions: MANAGEMENT_VERSIONS,
  scopes: ['tenant'],
  verbs: ['get', 'put', 'patch', 'delete', 'list'],
  putStatus: 'always200',
  deleteAnswer: 'accepted',
  notFoundCode: 'ManagementGroupNotFound',
  shape: MANAGEMENT_GROUP_SHAPE,
  tracked: false,
  judged: false,
  patchable: ['displayName', 'parentGroupId'],
  namePattern: {
    test: /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
    says: 'at most 90 letters, digits, underscores, parentheses, hyphens and dots, no dot at the end',
  },
  complete: completeManagementGroup,
  respond: respondManagementGroup,
  changesOf: managementGroupChanges,
  checkDelete: checkManagementGroupDelete,
};
