import type { ResourceType } from '../../../resource-type.ts';
import { REMEDIATION_VERSIONS } from '../versions.ts';
import { checkRemediation } from './check.ts';
import { completeRemediation } from './complete.ts';
import { REMEDIATION_SHAPE } from './shape.ts';

/** Sets right what is not compliant by one policy of effect modify or deployIfNotExists, as the identity of its assignment. */
export const REMEDIATIONS: ResourceType = {
  type: 'Microsoft.PolicyInsights/remediations',
  apiVersions: REMEDIATION_VERSIONS,
  scopes: ['managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'delete', 'list'],
  actions: ['cancel', 'listDeployments'],
  deleteAnswer: 'object',
  shape: REMEDIATION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: { test: /^[^<>*%&:\\?.+/]{1,260}$/, says: 'at most 260 characters, none of <>*%&:\\?.+/' },
  complete: completeRemediation,
  checkWrite: checkRemediation,
};
