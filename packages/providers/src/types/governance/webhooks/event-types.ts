/** What a webhook can be told of. The first three are Event Grid's. */
export const EVENT_TYPES = [
  'Microsoft.PolicyInsights.PolicyStateCreated',
  'Microsoft.PolicyInsights.PolicyStateChanged',
  'Microsoft.PolicyInsights.PolicyStateDeleted',
  'Sluice.Governance.DeploymentDenied',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];
