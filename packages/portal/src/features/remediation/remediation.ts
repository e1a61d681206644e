import type { JsonObject } from '@sluice/arm/protocol';
import { nameOfId, scopeOfId } from '../../lib/format/id.ts';
import { listAt, numberAt, objectAt, textAt } from '../../lib/json.ts';

/** A remediation task. */
export type Remediation = {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly assignmentId: string;
  /** The member of the initiative; undefined where a single policy is assigned. */
  readonly referenceId: string | undefined;
  readonly state: string;
  readonly message: string | undefined;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly createdOn: string | undefined;
  readonly createdBy: string | undefined;
  readonly updatedOn: string | undefined;
  readonly discoveryMode: string;
  readonly resourceCount: number | undefined;
  readonly parallelDeployments: number | undefined;
  /** In percent; undefined where there is none. */
  readonly failureThreshold: number | undefined;
  readonly locations: readonly string[];
  readonly resourceIds: readonly string[];
  readonly correlationId: string | undefined;
  /** As the API shows it. */
  readonly body: JsonObject;
};

const FINAL = new Set(['Succeeded', 'Failed', 'Canceled']);

/** Whether a task has come to its end. */
export function hasEnded({ state }: Pick<Remediation, 'state'>): boolean {
  return FINAL.has(state);
}

/** How much is done, from 0 to 1; undefined until something is found to do. */
export function progressOf({ total, succeeded, failed }: Remediation): number | undefined {
  return total === 0 ? undefined : Math.min(1, (succeeded + failed) / total);
}

export function readRemediation(body: JsonObject): Remediation {
  const properties = objectAt(body, 'properties');
  const status = objectAt(properties, 'deploymentStatus');
  const filters = objectAt(properties, 'filters');
  const id = textAt(body, 'id') ?? '';
  return {
    id,
    name: textAt(body, 'name') ?? nameOfId(id),
    scope: scopeOfId(id),
    assignmentId: textAt(properties, 'policyAssignmentId') ?? '',
    referenceId: textAt(properties, 'policyDefinitionReferenceId') || undefined,
    state: textAt(properties, 'provisioningState') ?? 'Accepted',
    message: textAt(properties, 'statusMessage'),
    total: numberAt(status, 'totalDeployments') ?? 0,
    succeeded: numberAt(status, 'successfulDeployments') ?? 0,
    failed: numberAt(status, 'failedDeployments') ?? 0,
    createdOn: textAt(properties, 'createdOn'),
    createdBy: textAt(objectAt(body, 'systemData'), 'createdBy'),
    updatedOn: textAt(properties, 'lastUpdatedOn'),
    discoveryMode: textAt(properties, 'resourceDiscoveryMode') ?? 'ExistingNonCompliant',
    resourceCount: numberAt(properties, 'resourceCount'),
    parallelDeployments: numberAt(properties, 'parallelDeployments'),
    failureThreshold: percentOf(numberAt(objectAt(properties, 'failureThreshold'), 'percentage')),
    locations: textsAt(filters, 'locations'),
    resourceIds: textsAt(filters, 'resourceIds'),
    correlationId: textAt(properties, 'correlationId'),
    body,
  };
}

/** One resource of a task. */
export type RemediatedResource = {
  readonly resourceId: string;
  readonly status: string;
  readonly location: string | undefined;
  /** What modify changes needs no deployment. */
  readonly deploymentId: string | undefined;
  readonly error: string | undefined;
  readonly createdOn: string | undefined;
  readonly updatedOn: string | undefined;
};

export function readRemediatedResource(row: JsonObject): RemediatedResource {
  const error = objectAt(row, 'error');
  const [code, message] = [textAt(error, 'code'), textAt(error, 'message')];
  return {
    resourceId: textAt(row, 'remediatedResourceId') ?? '',
    status: textAt(row, 'status') ?? '',
    location: textAt(row, 'resourceLocation'),
    deploymentId: textAt(row, 'deploymentId'),
    error: message === undefined ? code : code === undefined ? message : `${code}: ${message}`,
    createdOn: textAt(row, 'createdOn'),
    updatedOn: textAt(row, 'lastUpdatedOn'),
  };
}

/** Fractions and percentages are both in use: up to 1 it is a fraction. */
function percentOf(percentage: number | undefined): number | undefined {
  return percentage === undefined || percentage > 1 ? percentage : percentage * 100;
}

function textsAt(value: JsonObject, name: string): readonly string[] {
  return listAt(value, name).filter(each => typeof each === 'string');
}
