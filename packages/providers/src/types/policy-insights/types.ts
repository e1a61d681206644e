import { computedType } from '../../computed-type.ts';
import type { ResourceType } from '../../resource-type.ts';
import { ATTESTATIONS } from './attestations/type.ts';
import { REMEDIATIONS } from './remediations/type.ts';

const EVERYWHERE = ['managementGroup', 'subscription', 'resourceGroup', 'resource'] as const;

/** What policy says of things, as opposed to its objects, and what is done about it. The first is answered from decisions and states. */
export const POLICY_INSIGHTS_TYPES: readonly ResourceType[] = [
  computedType({
    type: 'Microsoft.PolicyInsights/checkPolicyRestrictions',
    apiVersions: ['2024-10-01', '2023-03-01', '2022-03-01', '2020-07-01'],
    scopes: ['managementGroup', 'subscription', 'resourceGroup'],
    verbs: [],
  }),
  computedType({
    type: 'Microsoft.PolicyInsights/asyncOperationResults',
    apiVersions: ['2019-10-01', '2018-07-01-preview'],
    scopes: ['subscription', 'resourceGroup'],
    verbs: ['get'],
  }),
  ...(
    [
      ['policyStates', ['2024-10-01', '2019-10-01', '2018-07-01-preview', '2018-04-04']],
      ['policyEvents', ['2024-10-01', '2019-10-01', '2018-07-01-preview', '2018-04-04']],
      ['componentPolicyStates', ['2024-10-01', '2022-04-01']],
      ['policyTrackedResources', ['2018-07-01-preview']],
    ] as const
  ).map(([name, apiVersions]) =>
    computedType({ type: `Microsoft.PolicyInsights/${name}`, apiVersions, scopes: EVERYWHERE, verbs: [] }),
  ),
  computedType({
    type: 'Microsoft.PolicyInsights/policyMetadata',
    apiVersions: ['2024-10-01', '2019-10-01'],
    scopes: ['tenant'],
    verbs: ['get', 'list'],
    notFoundCode: 'NotFound',
  }),
  ATTESTATIONS,
  REMEDIATIONS,
];
