export { maskSecrets } from '../shape-mask.ts';
export { dataPolicyManifestToWire, isInNamespace } from './authorization/data-policy-manifests/to-wire.ts';
export { toPolicySetDefinition } from './authorization/policy-set-definitions/to-record.ts';
export { groupsWith, withoutMembers } from './governance/principals/memberships.ts';
export { principalToWire } from './governance/principals/to-wire.ts';
export { SETTINGS_DEFAULTS } from './governance/settings/type.ts';
export {
  NO_TARGETS,
  readEndpoint,
  targetReach,
  type WebhookTargets,
  webhookTargets,
} from './governance/webhook-targets.ts';
export { EVENT_TYPES, type EventType } from './governance/webhooks/event-types.ts';
export {
  isWebhookSecret,
  newWebhookSecret,
  webhookSecretsAt,
  withWebhookSecret,
} from './governance/webhooks/secrets.ts';
export {
  EVENT_CATEGORIES,
  EVENT_FIELDS,
  parseEventSelect,
  selectFields,
  toEventData,
} from './insights/activity-log-events/to-wire.ts';
export { DEPLOYMENT_KINDS, type DeploymentKind } from './machine-learning-services/deployment-kinds.ts';
export { groupSubscriptions } from './management/management-group-subscriptions/respond.ts';
export {
  expandManagementGroup,
  type GroupExpansion,
  groupDescendants,
} from './management/management-groups/respond.ts';
export { OPERATIONS } from './operations.ts';
export { FINAL_STATES } from './policy-insights/remediations/complete.ts';
export { providerDocument, providerNamespaces } from './provider-document.ts';
export {
  createProviderVocabulary,
  createTypeTable,
  DATA_MANIFESTS,
  findType,
  RESOURCE_TYPES,
} from './registry.ts';
export { withoutSecureValues } from './resources/deployments/parameters.ts';
export { LOCATIONS, locationsToWire } from './resources/locations.ts';
export { tenantScope, tenantToWire } from './resources/tenants/to-wire.ts';
export { unmatchedActions } from './unmatched-actions.ts';
