import type { ResourceType } from '../../../resource-type.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { PART_PATCHABLE } from '../policy-part.ts';
import { ENROLLMENT_VERSIONS } from '../versions.ts';
import { policyEnrollmentChanges } from './changes.ts';
import { completePolicyEnrollment } from './complete.ts';
import { POLICY_ENROLLMENT_SHAPE } from './shape.ts';

/** Has an assignment of mode Enroll enforced at a scope: the opposite of an exemption. */
export const POLICY_ENROLLMENTS: ResourceType = {
  type: 'Microsoft.Authorization/policyEnrollments',
  apiVersions: ENROLLMENT_VERSIONS,
  scopes: ['managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'patch', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'NotFound',
  shape: POLICY_ENROLLMENT_SHAPE,
  tracked: false,
  judged: false,
  patchable: PART_PATCHABLE,
  namePattern: POLICY_NAME,
  complete: completePolicyEnrollment,
  respond: ({ body, etag }) => ({ ...body, eTag: etag }),
  changesOf: policyEnrollmentChanges,
};
