import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import type { ArmRequest } from '@sluice/arm/protocol';
import { show } from '@sluice/providers/prepare';
import { findType } from '@sluice/providers/types';
import {
  type DeploymentPlan,
  type PlannedResource,
  type RuntimeSource,
  withRuntime,
} from '@sluice/templates';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { write } from '../write/write.ts';
import { toDetail } from './plan-deployment.ts';
import { isWritten, toIntent } from './rehearse-plan.ts';

/** What became of one resource of a deployment. */
export type DeployedResource = {
  readonly id: string;
  readonly type: string;
  readonly status: number;
  readonly error?: ErrorDetail;
  /** ISO 8601 */
  readonly at: string;
};

/**
 * Writes the resources of a plan one after another, each by the one write path: authorized, judged and logged like a request of the
 * caller's. What depends on a failed one is left out; the rest goes on. Doing it again is doing it once.
 *
 * `onDeployed` is told of each; it answers false to stop (the deployment was cancelled).
 */
export async function executePlan(
  plan: DeploymentPlan,
  request: ArmRequest,
  caller: Caller,
  dependencies: WriteDependencies,
  onDeployed: (deployed: DeployedResource) => Promise<boolean>,
): Promise<readonly DeployedResource[]> {
  const source = runtimeOf(request, caller, dependencies);
  const failed = new Set<string>();
  const deployed: DeployedResource[] = [];
  for (const planned of plan.resources.filter(isWritten)) {
    if (planned.dependsOn.some(id => failed.has(id.toLowerCase()))) {
      failed.add(planned.id.toLowerCase());
      continue;
    }
    const outcome = await deployOne(planned, source, request, caller, dependencies);
    if (outcome.error !== undefined) failed.add(planned.id.toLowerCase());
    deployed.push(outcome);
    if (!(await onDeployed(outcome))) break;
  }
  return deployed;
}

async function deployOne(
  planned: PlannedResource,
  source: RuntimeSource,
  request: ArmRequest,
  caller: Caller,
  dependencies: WriteDependencies,
): Promise<DeployedResource> {
  const { id, type } = planned;
  const resolved = await withRuntime(source, runtime => planned.resolve(runtime));
  if ('problems' in resolved) {
    const [problem] = resolved.problems;
    const error = problem
      ? toDetail(problem)
      : { code: 'InvalidTemplate', message: 'It cannot be evaluated.' };
    return { id, type, status: 400, error, at: dependencies.now() };
  }
  try {
    const { created } = await write(toIntent(planned, resolved.body, request, caller), dependencies);
    return { id, type, status: created ? 201 : 200, at: dependencies.now() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { id, type, status: error.status, error: error.detail, at: dependencies.now() };
  }
}

/** What templates may refer to: resources that are there and that the caller may read, as a GET shows them. */
export function runtimeOf(
  { baseUrl }: Pick<ArmRequest, 'baseUrl'>,
  caller: Caller,
  { storage, snapshots, tenantId }: WriteDependencies,
): RuntimeSource {
  return {
    async reference(id, _, full) {
      const resource = await storage.resources.get(id.toLowerCase());
      const type = resource && findType(resource.type.toLowerCase());
      const snapshot = snapshots.current();
      if (resource === undefined || type === undefined) return undefined;
      if (!mayAct(snapshot, tenantId, caller, `${type.type}/read`, resource.id)) return undefined;
      const shown = show(type, resource, { baseUrl, tenantId, snapshot });
      return full ? { ...shown, apiVersion: resource.apiVersion } : (shown['properties'] ?? {});
    },
    // Keys and tokens do not go through templates.
    list: () => Promise.resolve(undefined),
  };
}
