import { parseResourceId } from '@sluice/arm/ids';
import type { JobRequest, Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import type { RemediationCounts } from '@sluice/storage';
import { isObject, objectAt, textAt } from '../json-value.ts';

/** Where a remediation is; the last three are final. */
export type RemediationState =
  | 'Accepted'
  | 'Evaluating'
  | 'Running'
  | 'Cancelling'
  | 'Canceled'
  | 'Failed'
  | 'Succeeded';

/** What a stored remediation asks for. */
export type Remediation = {
  readonly resource: Resource;
  /** New whenever it begins anew; its correlation id too. */
  readonly runId: string;
  readonly scopeKey: string;
  readonly assignmentKey: string;
  readonly referenceId: string | undefined;
  /** `RuleResult.key` of the rule whose findings it sets right. */
  readonly ruleKey: string;
  readonly reEvaluates: boolean;
  readonly resourceCount: number;
  readonly parallelDeployments: number;
  /** The share of failures, from 0 to 1, beyond which it gives up. */
  readonly failureThreshold: number | undefined;
  readonly locations: readonly string[];
  readonly resourceKeys: readonly string[];
};

/** The name of the job; never changed, since it is in databases. */
export const REMEDIATION_JOB = 'remediation';

/** About an hour of trying: a remediation that nobody works on any more would look as if it were under way. */
const RETRIES = 20;

/** Works on a remediation from wherever it is; one at a time. */
export function remediationJob(key: string): JobRequest {
  return { name: REMEDIATION_JOB, input: { key }, singletonKey: key, retryLimit: RETRIES };
}

export function readRemediation(resource: Resource): Remediation {
  const properties = objectAt(resource.body, 'properties');
  const assignmentId = textAt(properties, 'policyAssignmentId') ?? '';
  const assignmentKey = parseResourceId(assignmentId)?.key ?? assignmentId.toLowerCase();
  const referenceId = textAt(properties, 'policyDefinitionReferenceId') || undefined;
  const filters = objectAt(properties, 'filters');
  return {
    resource,
    runId: textAt(properties, 'correlationId') ?? '',
    scopeKey: parseResourceId(resource.id)?.scope.key ?? '',
    assignmentKey,
    referenceId,
    ruleKey: referenceId === undefined ? assignmentKey : `${assignmentKey}#${referenceId.toLowerCase()}`,
    reEvaluates: textAt(properties, 'resourceDiscoveryMode') === 'ReEvaluateCompliance',
    resourceCount: numberAt(properties, 'resourceCount') ?? 500,
    parallelDeployments: numberAt(properties, 'parallelDeployments') ?? 10,
    failureThreshold: fraction(numberAt(objectAt(properties, 'failureThreshold'), 'percentage')),
    locations: textsAt(filters, 'locations').map(plainLocation),
    resourceKeys: textsAt(filters, 'resourceIds').map(id => parseResourceId(id)?.key ?? id.toLowerCase()),
  };
}

export function stateOf({ body }: Resource): RemediationState {
  return (textAt(objectAt(body, 'properties'), 'provisioningState') ?? 'Accepted') as RemediationState;
}

/** The stored remediation with other progress; what was asked for stays. */
export function withProgress(
  resource: Resource,
  at: string,
  progress: {
    readonly state?: RemediationState;
    readonly message?: string;
    readonly counts?: RemediationCounts;
  },
): Resource {
  const { state, message, counts } = progress;
  const properties = {
    ...objectAt(resource.body, 'properties'),
    lastUpdatedOn: at,
    ...(state === undefined ? {} : { provisioningState: state }),
    ...(message === undefined ? {} : { statusMessage: message }),
    ...(counts === undefined ? {} : { deploymentStatus: toDeploymentStatus(counts) }),
  };
  return { ...resource, body: { ...resource.body, properties } };
}

export function totalOf({ Accepted, Succeeded, Failed, Canceled }: RemediationCounts): number {
  return Accepted + Succeeded + Failed + Canceled;
}

export function toDeploymentStatus(counts: RemediationCounts): JsonObject {
  return {
    totalDeployments: totalOf(counts),
    successfulDeployments: counts.Succeeded,
    failedDeployments: counts.Failed,
  };
}

/** Whether a resource is among those that the filters leave. */
export function isWanted({ locations, resourceKeys }: Remediation, { key, body }: Resource): boolean {
  if (resourceKeys.length > 0 && !resourceKeys.includes(key)) return false;
  const location = textAt(body, 'location');
  return locations.length === 0 || (location !== undefined && locations.includes(plainLocation(location)));
}

/** Fractions and percentages are both in use: up to 1 it is a fraction. */
function fraction(percentage: number | undefined): number | undefined {
  return percentage === undefined || percentage <= 1 ? percentage : percentage / 100;
}

function plainLocation(location: string): string {
  return location.replaceAll(' ', '').toLowerCase();
}

function numberAt(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' ? value : undefined;
}

function textsAt(object: JsonObject, name: string): readonly string[] {
  const value = isObject(object) ? object[name] : undefined;
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
