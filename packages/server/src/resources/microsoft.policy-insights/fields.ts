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
