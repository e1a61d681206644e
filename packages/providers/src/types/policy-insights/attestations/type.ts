import type { ResourceType } from '../../../resource-type.ts';
import { POLICY_NAME } from '../../authorization/policy-name.ts';
import { attestationChanges } from './changes.ts';
import { completeAttestation } from './complete.ts';
import { ATTESTATION_SHAPE } from './shape.ts';

/** What somebody says of a resource that a policy with the effect manual asks about. */
export const ATTESTATIONS: ResourceType = {
  type: 'Microsoft.PolicyInsights/attestations',
  apiVersions: ['2024-10-01', '2022-09-01', '2021-01-01'],
  scopes: ['subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'NotFound',
  shape: ATTESTATION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completeAttestation,
  changesOf: attestationChanges,
};
