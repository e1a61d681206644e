import type { Route } from '../arm/route.ts';
import { DATA_POLICY_MANIFEST_ROUTES } from './microsoft.authorization/data-policy-manifests.ts';
import { NOT_YET_ROUTES } from './microsoft.authorization/not-yet.ts';
import { LIST_POLICY_ASSIGNMENTS } from './microsoft.authorization/policy-assignments.ts';
import { POLICY_DEFINITION_ROUTES } from './microsoft.authorization/policy-definitions.ts';
import { POLICY_PART_ROUTES } from './microsoft.authorization/policy-parts.ts';
import { POLICY_SET_DEFINITION_ROUTES } from './microsoft.authorization/policy-set-definitions.ts';
import { ROLE_ROUTES } from './microsoft.authorization/roles.ts';
import { ACTIVITY_LOG_ROUTES } from './microsoft.insights/activity-log.ts';
import { LIST_DEPLOYABLE_MODELS } from './microsoft.machine-learning-services/deployable-models.ts';
import { DEPLOYMENT_DETAIL_ROUTES } from './microsoft.machine-learning-services/deployment-details.ts';
import { ENDPOINT_KEY_ROUTES } from './microsoft.machine-learning-services/endpoint-keys.ts';
import { MODEL_VERSION_ROUTES } from './microsoft.machine-learning-services/model-versions.ts';
import { MANAGEMENT_ROUTES } from './microsoft.management/management-groups.ts';
import { LIST_INSIGHTS_OPERATIONS } from './microsoft.policy-insights/insights-operations.ts';
import { POLICY_EVENT_ROUTES } from './microsoft.policy-insights/policy-events.ts';
import { POLICY_METADATA_ROUTES } from './microsoft.policy-insights/policy-metadata.ts';
import { POLICY_STATE_ROUTES } from './microsoft.policy-insights/policy-states.ts';
import { REMEDIATION_ROUTES } from './microsoft.policy-insights/remediations.ts';
import { CHECK_POLICY_RESTRICTIONS } from './microsoft.policy-insights/restrictions.ts';
import { SUMMARIZE_STATES } from './microsoft.policy-insights/summarize.ts';
import { TRACKED_RESOURCE_ROUTES } from './microsoft.policy-insights/tracked-resources.ts';
import { TRIGGER_ROUTES } from './microsoft.policy-insights/trigger-evaluation.ts';
import { DEPLOYMENT_ROUTES } from './microsoft.resources/deployments.ts';
import { LIST_LOCATIONS } from './microsoft.resources/locations.ts';
import { PROVIDER_ROUTES } from './microsoft.resources/providers.ts';
import { LIST_RESOURCE_GROUPS } from './microsoft.resources/resource-groups.ts';
import { RESOURCE_LIST_ROUTES } from './microsoft.resources/resources.ts';
import { LIST_SUBSCRIPTIONS, LIST_TENANTS } from './microsoft.resources/subscriptions.ts';
import { VALIDATE_RESOURCES } from './microsoft.resources/validate-resources.ts';
import { OPERATION_ROUTES } from './operations/status.ts';
import { LIST_CATALOG } from './sluice.governance/catalog.ts';
import { CHECKPOINT_ROUTES } from './sluice.governance/checkpoints.ts';
import { GET_COMPLIANCE_TREND } from './sluice.governance/compliance-trend.ts';
import { DECISION_ROUTES } from './sluice.governance/decisions.ts';
import { EVALUATE } from './sluice.governance/evaluate.ts';
import { GET_EXPORT } from './sluice.governance/exports.ts';
import { LIST_MODEL_DEPLOYMENTS } from './sluice.governance/model-deployments.ts';
import { PREVIEW_ROUTES } from './sluice.governance/preview.ts';
import { PRINCIPAL_SECRET_ROUTES } from './sluice.governance/principal-secrets.ts';
import { PRINCIPAL_ROUTES } from './sluice.governance/principals.ts';
import { REHEARSE } from './sluice.governance/rehearse.ts';
import { SCAN_ROUTES } from './sluice.governance/scans.ts';
import { SEARCH } from './sluice.governance/search.ts';
import { GET_SETTINGS } from './sluice.governance/settings.ts';
import { WEBHOOK_ROUTES } from './sluice.governance/webhooks.ts';

/** Everything that a resource type cannot do by itself. */
export const ROUTES: readonly Route[] = [
  LIST_SUBSCRIPTIONS,
  LIST_TENANTS,
  LIST_LOCATIONS,
  ...PROVIDER_ROUTES,
  LIST_RESOURCE_GROUPS,
  ...RESOURCE_LIST_ROUTES,
  ...DEPLOYMENT_ROUTES,
  VALIDATE_RESOURCES,
  ...MANAGEMENT_ROUTES,
  ...POLICY_DEFINITION_ROUTES,
  ...POLICY_SET_DEFINITION_ROUTES,
  LIST_POLICY_ASSIGNMENTS,
  ...POLICY_PART_ROUTES,
  ...ROLE_ROUTES,
  ...NOT_YET_ROUTES,
  ...REMEDIATION_ROUTES,
  ...DATA_POLICY_MANIFEST_ROUTES,
  ...ACTIVITY_LOG_ROUTES,
  ...ENDPOINT_KEY_ROUTES,
  ...DEPLOYMENT_DETAIL_ROUTES,
  ...MODEL_VERSION_ROUTES,
  LIST_DEPLOYABLE_MODELS,
  CHECK_POLICY_RESTRICTIONS,
  ...POLICY_STATE_ROUTES,
  ...POLICY_EVENT_ROUTES,
  SUMMARIZE_STATES,
  ...TRACKED_RESOURCE_ROUTES,
  ...POLICY_METADATA_ROUTES,
  LIST_INSIGHTS_OPERATIONS,
  ...TRIGGER_ROUTES,
  ...OPERATION_ROUTES,
  ...DECISION_ROUTES,
  LIST_CATALOG,
  LIST_MODEL_DEPLOYMENTS,
  GET_COMPLIANCE_TREND,
  ...CHECKPOINT_ROUTES,
  EVALUATE,
  GET_EXPORT,
  ...PREVIEW_ROUTES,
  ...PRINCIPAL_ROUTES,
  ...PRINCIPAL_SECRET_ROUTES,
  REHEARSE,
  ...SCAN_ROUTES,
  SEARCH,
  GET_SETTINGS,
  ...WEBHOOK_ROUTES,
];
