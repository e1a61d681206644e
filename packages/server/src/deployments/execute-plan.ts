import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import type { ArmRequest, JsonObject } from '@sluice/arm/protocol';
import { show } from '@sluice/providers/prepare';
import { findType } from '@sluice/providers/types';
import {
  type DeploymentPlan,
  type NestedPlan,
  type PlannedResource,
  type RuntimeSource,
  type TemplateProblem,
  withRuntime,
} from '@sluice/templates';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { write } from '../write/write.ts';
import { toDetail } from './plan-deployment.ts';
import { toIntent } from './rehearse-plan.ts';

/** What became of one resource of a deployment. */
export type DeployedResource = {
  readonly id: string;
  readonly type: string;
  readonly status: number;
  readonly error?: ErrorDetail;
  /** ISO 8601 */
  readonly at: string;
};

/** What came of a plan: of each resource, and what its outputs may refer to. */
export type Executed = { readonly deployed: readonly DeployedResource[]; readonly source: RuntimeSource };

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
): Promise<Executed> {
  const nested = new Map<string, JsonObject>();
  const source = withNested(nested, runtimeOf(request, caller, dependencies));
  const failed = new Set<string>();
  const deployed: DeployedResource[] = [];

  /** False: no more. */
  async function record(outcome: DeployedResource): Promise<boolean> {
    if (outcome.error !== undefined) failed.add(outcome.id.toLowerCase());
    deployed.push(outcome);
    return onDeployed(outcome);
  }

  async function runAll(resources: readonly PlannedResource[]): Promise<boolean> {
    for (const planned of resources) {
      if (planned.existing) continue;
      if (planned.dependsOn.some(id => failed.has(id.toLowerCase()))) failed.add(planned.id.toLowerCase());
      else if (!(await runOne(planned))) return false;
    }
    return true;
  }

  async function runOne(planned: PlannedResource): Promise<boolean> {
    if (planned.nested === undefined)
      return record(await deployOne(planned, source, request, caller, dependencies));
    return runNested(planned, planned.nested);
  }

  /** Its resources are written by then, or planned only now; what it answers others may refer to. */
  async function runNested({ id, type }: PlannedResource, inner: NestedPlan): Promise<boolean> {
    const { expand } = inner;
    if (expand !== undefined) {
      const { plan: late, problems } = await withRuntime(source, expand);
      if (late === undefined)
        return record({ id, type, status: 400, error: firstOf(problems), at: dependencies.now() });
      if (!(await runAll(late.resources))) return false;
      if (late.resources.some(each => failed.has(each.id.toLowerCase()))) {
        failed.add(id.toLowerCase());
        return true;
      }
    }
    const outputs = await withRuntime(source, runtime => inner.outputs(runtime));
    if ('problems' in outputs)
      return record({ id, type, status: 400, error: firstOf(outputs.problems), at: dependencies.now() });
    nested.set(id.toLowerCase(), {
      id,
      type,
      name: id.split('/').at(-1) ?? '',
      properties: {
        mode: inner.mode,
        provisioningState: 'Succeeded',
        // Whole, as the templates around it may pass a secure output on; nothing of this is kept.
        outputs: Object.fromEntries(
          outputs.values.map(each => [each.name, { type: each.type, value: each.value }]),
        ),
      },
    });
    return true;
  }

  await runAll(plan.resources);
  return { deployed, source };
}

/** Nested deployments are not stored: what refers to one gets what it answered. */
function withNested(nested: ReadonlyMap<string, JsonObject>, source: RuntimeSource): RuntimeSource {
  return {
    ...source,
    async reference(id, apiVersion, full) {
      const own = nested.get(id.toLowerCase());
      if (own === undefined) return source.reference(id, apiVersion, full);
      return full ? own : (own['properties'] ?? {});
    },
  };
}

function firstOf([problem]: readonly TemplateProblem[]): ErrorDetail {
  return problem === undefined
    ? { code: 'InvalidTemplate', message: 'It cannot be evaluated.' }
    : toDetail(problem);
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
    return { id, type, status: 400, error: firstOf(resolved.problems), at: dependencies.now() };
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
function runtimeOf(
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
