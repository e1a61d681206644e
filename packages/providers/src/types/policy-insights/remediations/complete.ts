import type { JsonObject, JsonValue } from '@sluice/language';
import { objectAt, present, sameJson, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { PARALLEL_DEPLOYMENTS, RESOURCE_COUNT } from './shape.ts';

/** The states that a remediation does not leave by itself. */
export const FINAL_STATES: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Canceled']);

const SETTINGS = [
  'policyAssignmentId',
  'policyDefinitionReferenceId',
  'resourceDiscoveryMode',
  'filters',
  'resourceCount',
  'parallelDeployments',
  'failureThreshold',
] as const;
const DEFAULTS: JsonObject = {
  resourceCount: RESOURCE_COUNT.default,
  parallelDeployments: PARALLEL_DEPLOYMENTS.default,
};

/**
 * A remediation as it begins: accepted, nothing found yet. One that has ended begins anew; one that is under way stays as it is, and
 * cannot be asked to be another one.
 */
export function completeRemediation(body: JsonObject, input: CompleteInput): JsonObject {
  const { id, stored, now, newId } = input;
  const given = objectAt(body, 'properties');
  const settings = present({
    policyAssignmentId: given['policyAssignmentId'],
    policyDefinitionReferenceId: given['policyDefinitionReferenceId'],
    resourceDiscoveryMode: textAt(given, 'resourceDiscoveryMode') ?? 'ExistingNonCompliant',
    filters: given['filters'],
    // Not filled in, as Azure does not: a client that keeps what it asked for would see a change in it.
    resourceCount: given['resourceCount'],
    parallelDeployments: given['parallelDeployments'],
    failureThreshold: given['failureThreshold'],
  });
  const before = objectAt(stored?.body, 'properties');
  if (stored !== undefined && !FINAL_STATES.has(textAt(before, 'provisioningState') ?? '')) {
    if (SETTINGS.every(name => sameJson(settingOf(settings, name), settingOf(before, name))))
      return stored.body;
    throw refuse(
      'InvalidUpdateRemediationRequest',
      `The request to update remediation '${id.name}' is invalid. A remediation may not be changed or replaced while it is active.`,
    );
  }
  return {
    properties: {
      ...settings,
      provisioningState: 'Accepted',
      createdOn: now,
      lastUpdatedOn: now,
      deploymentStatus: { totalDeployments: 0, successfulDeployments: 0, failedDeployments: 0 },
      statusMessage: 'The remediation was accepted and waits to begin.',
      correlationId: newId(),
    },
  };
}

/** A setting that is left out is the same as its default. */
function settingOf(settings: JsonObject, name: (typeof SETTINGS)[number]): JsonValue {
  return settings[name] ?? DEFAULTS[name] ?? null;
}
