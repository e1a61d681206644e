import { ApiError, badRequest } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmRequest } from '@sluice/arm/protocol';
import { applyChanges, decide, type Snapshot } from '@sluice/engine';
import type { Decision } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { type Judged, toDenial } from '@sluice/providers/enforcement';
import { findType } from '@sluice/providers/types';
import type { DeploymentPlan, PlannedResource } from '@sluice/templates';
import { decisionFor } from '../explain/withhold.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { WriteIntent } from '../write/intent.ts';
import { type Rehearsal, rehearse } from '../write/rehearse.ts';
import { standsAt } from '../write/stands-at.ts';
import type { Denial, Tried } from './refuse-deployment.ts';

/** What would become of one resource of a plan. */
export type Rehearsed = Tried & {
  readonly planned: PlannedResource;
  readonly rehearsal?: Rehearsal;
  /** Why nothing can be said before the deployment runs. */
  readonly unknown?: string;
};

/**
 * Goes through a plan without writing anything: every resource is authorized, prepared and judged as a PUT of it would be, each by
 * the policies that those before it would have made.
 */
export async function rehearsePlan(
  { resources }: Pick<DeploymentPlan, 'resources'>,
  request: ArmRequest,
  caller: Caller,
  snapshot: Snapshot,
  dependencies: WriteDependencies,
): Promise<readonly Rehearsed[]> {
  const planned = new Set(resources.map(({ id }) => id.toLowerCase()));
  const found: Rehearsed[] = [];
  let current = snapshot;
  for (const each of resources) {
    if (each.nested?.expand) found.push({ planned: each, unknown: LATE });
    if (each.existing || each.nested !== undefined) continue;
    const rehearsed = await rehearseOne(each, request, caller, { snapshot, current }, dependencies, planned);
    found.push(rehearsed);
    const changes = rehearsed.rehearsal?.changes ?? [];
    if (changes.length > 0) current = applyChanges(current, current.revision, changes);
  }
  return found;
}

const LATE =
  'What the nested template holds depends on resources that are deployed before it (reference or list functions).';

async function rehearseOne(
  planned: PlannedResource,
  request: ArmRequest,
  caller: Caller,
  { snapshot, current }: { readonly snapshot: Snapshot; readonly current: Snapshot },
  dependencies: WriteDependencies,
  others: ReadonlySet<string>,
): Promise<Rehearsed> {
  if (planned.needsRuntime)
    return {
      planned,
      unknown: 'Its content depends on resources that are deployed before it (reference or list functions).',
    };
  try {
    const intent = toIntent(planned, planned.body, request, caller);
    const rehearsal = await rehearse(intent, current, dependencies, others);
    const { judged } = rehearsal;
    if (judged?.decision.verdict !== 'deny') return { planned, rehearsal };
    const told = decisionFor(caller, judged.decision, current, dependencies.tenantId);
    // Over planned changes it is taken again without them, as any reader of it will.
    const kept = current === snapshot ? judged.decision : decide(snapshot, judged.request);
    return {
      planned,
      rehearsal,
      error: { ...toDenial(told).detail, target: planned.id },
      denial: denialOf(intent, rehearsal, judged, kept),
    };
  } catch (error) {
    if (error instanceof ApiError)
      return { planned, error: { ...error.detail, target: error.detail.target ?? planned.id } };
    throw error;
  }
}

function denialOf(
  intent: WriteIntent<'PUT'>,
  { resource, stored }: Rehearsal,
  { request, decision }: Judged,
  kept: Decision,
): Denial {
  if (kept.verdict !== 'deny') return { decision };
  return { decision, record: { intent, resource, stored, judged: { request, decision: kept } } };
}

/** The PUT of one resource of a plan, in the caller's name. Throws ApiError for a type that nobody here knows. */
export function toIntent(
  { id, type: name, apiVersion }: PlannedResource,
  body: JsonObject,
  request: ArmRequest,
  caller: Caller,
): WriteIntent<'PUT'> {
  const parsed = parseResourceId(id);
  const type = parsed === undefined ? undefined : findType(parsed.typeKey);
  if (parsed === undefined || type === undefined || type.stored === false || !type.verbs.includes('put')) {
    const [namespace = '', ...types] = name.split('/');
    throw new ApiError(400, {
      code: 'NoRegisteredProviderFound',
      message: `The resource type '${types.join('/')}' of the namespace '${namespace}' is not known here, so '${id}' cannot be deployed.`,
      target: id,
    });
  }
  if (!standsAt(type, parsed.scope.kind)) {
    throw badRequest(
      'InvalidResourceType',
      `'${id}' cannot be deployed: there are no resources of type '${type.type}' at this scope. Put it into a nested deployment of its own scope.`,
      id,
    );
  }
  return {
    verb: 'PUT',
    type,
    id: parsed,
    caller,
    request: {
      ...request,
      verb: 'PUT',
      path: parsed.id,
      query: new Map(),
      headers: new Map(),
      apiVersion,
      body,
    },
  };
}
