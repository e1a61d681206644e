/** The fields of a policy state, ours at the end: what `$filter`, `$select`, `$orderby` and `$apply` may name, as far as storage can ask it. */
export const STATE_FIELDS: readonly string[] = [
  'timestamp',
  'resourceId',
  'policyAssignmentId',
  'policyDefinitionId',
  'effectiveParameters',
  'isCompliant',
  'subscriptionId',
  'resourceType',
  'resourceLocation',
  'resourceGroup',
  'resourceTags',
  'policyAssignmentName',
  'policyAssignmentOwner',
  'policyAssignmentParameters',
  'policyAssignmentScope',
  'policyDefinitionName',
  'policyDefinitionAction',
  'policyDefinitionCategory',
  'policySetDefinitionId',
  'policySetDefinitionName',
  'policySetDefinitionOwner',
  'policySetDefinitionCategory',
  'policySetDefinitionParameters',
  'managementGroupIds',
  'policyDefinitionReferenceId',
  'complianceState',
  'complianceReasonCode',
  'policyDefinitionGroupNames',
  'policyDefinitionVersion',
  'policySetDefinitionVersion',
  'policyAssignmentVersion',
  'policyEvaluationDetails',
  'components',
  'firstEvaluatedOn',
  'complianceStateChangedOn',
  'revision',
  'exemptionId',
];

/** Those of a component state. */
export const COMPONENT_STATE_FIELDS: readonly string[] = [
  'componentId',
  'componentType',
  'componentName',
  // What clients group by, meaning the type of the component.
  'type',
  ...STATE_FIELDS.filter(
    name =>
      !['effectiveParameters', 'isCompliant', 'resourceTags', 'managementGroupIds', 'components'].includes(
        name,
      ),
  ),
];

/** Those of a policy event. */
export const EVENT_FIELDS: readonly string[] = [
  ...STATE_FIELDS.filter(
    name =>
      ![
        'complianceReasonCode',
        'policySetDefinitionVersion',
        'policyAssignmentVersion',
        'policyEvaluationDetails',
        'firstEvaluatedOn',
        'complianceStateChangedOn',
        'exemptionId',
      ].includes(name),
  ),
  'tenantId',
  'principalOid',
  'decisionId',
];

/** Those of a component inside a state. */
export const COMPONENT_FIELDS: readonly string[] = ['id', 'type', 'name', 'timestamp', 'complianceState'];

/** Those of a component inside an event. */
export const COMPONENT_EVENT_FIELDS: readonly string[] = [
  ...COMPONENT_FIELDS,
  'tenantId',
  'principalOid',
  'policyDefinitionAction',
];
