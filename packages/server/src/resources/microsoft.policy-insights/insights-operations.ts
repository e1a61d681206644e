import type { ArmResponse, JsonObject } from '@sluice/arm/protocol';
import type { Route } from '../../arm/route.ts';

/** What can be asked of policy insights, as Azure lists it. The same for everybody who may ask any of it. */
export const LIST_INSIGHTS_OPERATIONS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: 'Microsoft.PolicyInsights/operations',
  action: 'Microsoft.PolicyInsights/operations/read',
  access: 'anywhere',
  handle: (): ArmResponse => ({
    status: 200,
    body: { '@odata.count': OPERATIONS.length, value: OPERATIONS },
  }),
};

const OPERATIONS: readonly JsonObject[] = [
  operation('policyEvents/queryResults/action', 'Policy Events', 'Query Policy Events', 'policy events'),
  operation('policyStates/queryResults/action', 'Policy States', 'Query Policy States', 'policy states'),
  operation(
    'policyStates/summarize/action',
    'Policy States',
    'Summarize Policy States',
    'what the latest policy states come to',
  ),
  operation(
    'componentPolicyStates/queryResults/action',
    'Component Policy States',
    'Query Component Policy States',
    'policy states of components',
  ),
  operation(
    'policyTrackedResources/queryResults/read',
    'Policy Tracked Resources',
    'Query Policy Tracked Resources',
    'resources that policies have changed',
  ),
  operation('policyMetadata/read', 'Policy Metadata', 'Read Policy Metadata', 'controls of initiatives'),
];

function operation(name: string, resource: string, title: string, about: string): JsonObject {
  return {
    name: `Microsoft.PolicyInsights/${name}`,
    display: {
      provider: 'Microsoft Policy Insights',
      resource,
      operation: title,
      description: `Query information about ${about}.`,
    },
  };
}
