import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { ArmRequest } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { Decision, Resource } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { findType, RESOURCE_TYPES } from '@sluice/providers/types';
import type { DeploymentPlan } from '@sluice/templates';
import { decisionFor } from '../explain/withhold.ts';
import { objectAt, textAt } from '../json-value.ts';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { WriteIntent } from '../write/intent.ts';
import { judgeRemove, remove } from '../write/remove.ts';
import type { Tried } from './refuse-deployment.ts';

/** Types that are at the top of a resource group. */
const TOP_TYPES: readonly string[] = RESOURCE_TYPES.filter(
  ({ tracked, type }) => tracked && type.split('/').length === 2,
).map(({ type }) => type.toLowerCase());

/** Whether what is not in the template goes. */
export function isComplete({ body }: Resource): boolean {
  return textAt(objectAt(body, 'properties'), 'mode') === 'Complete';
}

/** What is in the resource group of a deployment and not in its template, as far as the caller may read it. Nothing at other scopes. */
export async function notInPlan(
  deployment: Resource,
  planned: ReadonlySet<string>,
  caller: Caller,
  { storage, snapshots, tenantId }: WriteDependencies,
): Promise<readonly Resource[]> {
  const scope = parseScopeId(deployment.id.slice(0, deployment.id.lastIndexOf('/providers/')));
  if (scope?.kind !== 'resourceGroup') return [];
  const found: Resource[] = [];
  let after: string | undefined;
  do {
    const page = await storage.resources.list({
      types: TOP_TYPES,
      under: scope.key,
      direct: true,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return found.filter(
    ({ key, id, type }) =>
      !planned.has(key) && mayAct(snapshots.current(), tenantId, caller, `${type}/read`, id),
  );
}

/** What would become of a resource that is not in the template. */
export type Removal = Tried & {
  readonly resource: Resource;
  readonly decision?: Decision;
};

/**
 * What is in the group and not in the template, and in mode Complete what stands against deleting it; nothing is deleted or recorded.
 * Nothing is said against it where a nested template is planned during the deployment only, since that may hold the resource.
 */
export async function rehearseRemovals(
  deployment: Resource,
  plan: DeploymentPlan,
  request: ArmRequest,
  caller: Caller,
  snapshot: Snapshot,
  services: WriteDependencies,
): Promise<readonly Removal[]> {
  const others = await notInPlan(deployment, keysOf(plan), caller, services);
  const isJudged = isComplete(deployment) && !plan.resources.some(({ nested }) => nested?.expand);
  if (!isJudged) return others.map(resource => ({ resource }));
  const found: Removal[] = [];
  for (const resource of others) {
    found.push(await rehearseRemoval(resource, request, caller, snapshot, services));
  }
  return found;
}

async function rehearseRemoval(
  resource: Resource,
  request: ArmRequest,
  caller: Caller,
  snapshot: Snapshot,
  services: WriteDependencies,
): Promise<Removal> {
  const intent = toIntent(resource, request, caller);
  if (intent === undefined) return { resource };
  try {
    const judged = await judgeRemove(intent, resource, snapshot, services);
    if (judged === undefined) return { resource };
    const { decision } = judged;
    if (decision.verdict !== 'deny') return { resource, decision };
    const told = decisionFor(caller, decision, snapshot, services.tenantId);
    return {
      resource,
      decision,
      error: { ...toDenial(told).detail, target: resource.id },
      denial: { decision, record: { intent, resource, stored: resource, judged } },
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { resource, error: { ...error.detail, target: error.detail.target ?? resource.id } };
  }
}

/** Keys of what a plan holds, as far as it is known before the deployment runs. */
export function keysOf({ resources }: DeploymentPlan): ReadonlySet<string> {
  return new Set(resources.map(({ id }) => id.toLowerCase()));
}

/**
 * Mode Complete: deletes what is in the group and not among what is kept, each by the one path of deletes. Answers what refused to go.
 */
export async function removeOthers(
  deployment: Resource,
  kept: ReadonlySet<string>,
  request: ArmRequest,
  caller: Caller,
  services: WriteDependencies,
): Promise<readonly ErrorDetail[]> {
  const errors: ErrorDetail[] = [];
  for (const resource of await notInPlan(deployment, kept, caller, services)) {
    const intent = toIntent(resource, request, caller);
    if (intent === undefined) continue;
    try {
      await remove(intent, services);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push({ ...error.detail, target: error.detail.target ?? resource.id });
    }
  }
  return errors;
}

function toIntent(
  resource: Resource,
  request: ArmRequest,
  caller: Caller,
): WriteIntent<'DELETE'> | undefined {
  const id = parseResourceId(resource.id);
  const type = findType(resource.type.toLowerCase());
  if (id === undefined || type === undefined) return undefined;
  const asked: ArmRequest = {
    ...request,
    verb: 'DELETE',
    path: id.id,
    query: new Map(),
    headers: new Map(),
    body: undefined,
  };
  return { verb: 'DELETE', type, id, request: asked, caller };
}
