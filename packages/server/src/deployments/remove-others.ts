import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { ArmRequest } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { findType, RESOURCE_TYPES } from '@sluice/providers/types';
import type { DeploymentPlan } from '@sluice/templates';
import { objectAt, textAt } from '../json-value.ts';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { remove } from '../write/remove.ts';

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
  { resources }: DeploymentPlan,
  caller: Caller,
  { storage, snapshots, tenantId }: WriteDependencies,
): Promise<readonly Resource[]> {
  const scope = parseScopeId(deployment.id.slice(0, deployment.id.lastIndexOf('/providers/')));
  if (scope?.kind !== 'resourceGroup') return [];
  const planned = new Set(resources.map(({ id }) => id.toLowerCase()));
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

/** Mode Complete: deletes what is in the group and not in the template, each by the one path of deletes. Answers what refused to go. */
export async function removeOthers(
  deployment: Resource,
  plan: DeploymentPlan,
  request: ArmRequest,
  caller: Caller,
  services: WriteDependencies,
): Promise<readonly ErrorDetail[]> {
  const errors: ErrorDetail[] = [];
  for (const resource of await notInPlan(deployment, plan, caller, services)) {
    const id = parseResourceId(resource.id);
    const type = findType(resource.type.toLowerCase());
    if (id === undefined || type === undefined) continue;
    try {
      const asked: ArmRequest = { ...request, verb: 'DELETE', path: id.id, body: undefined };
      await remove({ verb: 'DELETE', type, id, request: asked, caller }, services);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push({ ...error.detail, target: error.detail.target ?? id.id });
    }
  }
  return errors;
}
