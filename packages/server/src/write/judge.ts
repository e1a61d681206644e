import { decide, type Snapshot } from '@sluice/engine';
import type { Decision, Resource } from '@sluice/engine/model';
import { type Judged, maskDecision, toRequest } from '@sluice/providers/enforcement';
import { type Prepared, toArm } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { WriteIntent } from './intent.ts';

/**
 * Asks the engine about a write; gives the decision as it may be kept, without secrets, and the resource as append and modify left
 * it, which is what may be stored.
 *
 * Throws ApiError where the facts that a verdict needs cannot be had (`ModelVersionUnresolved`).
 */
export function judgeWrite(
  snapshot: Snapshot,
  { type, caller, request }: WriteIntent<'PUT' | 'PATCH'>,
  { resource, tagsOnly }: Prepared,
  input: { readonly at: string; readonly decisionId: string },
): Judged & { readonly resource: Resource } {
  const judged = toArm(resource);
  const evaluation = toRequest({
    ...input,
    occasion: 'write',
    resource: judged,
    facts: type.factsFor?.(judged, snapshot),
    snapshot,
    caller: caller.claims,
    apiVersion: request.apiVersion,
    correlationId: request.correlationId,
    action: `${type.type}/write`,
    tagsOnly,
  });
  const decision = decide(snapshot, evaluation);
  return {
    ...maskDecision({ request: evaluation, decision }, type, snapshot),
    resource: decision.resource === judged ? resource : asDecided(resource, decision),
  };
}

/** Asks the engine what it thinks of a stored resource as things are now. Unknown facts stay unknown: nothing is refused here. */
export function judgeStored(
  snapshot: Snapshot,
  type: ResourceType,
  resource: Resource,
  input: { readonly at: string; readonly decisionId: string },
): Decision {
  const judged = toArm(resource);
  const request = toRequest({
    ...input,
    occasion: 'scan',
    resource: judged,
    facts: type.factsFor?.(judged, snapshot, 'scan'),
    snapshot,
    apiVersion: resource.apiVersion,
    correlationId: input.decisionId,
    action: 'Microsoft.Resources/checkPolicyCompliance/read',
  });
  return maskDecision({ request, decision: decide(snapshot, request) }, type, snapshot).decision;
}

function asDecided(resource: Resource, decision: Decision): Resource {
  const { id: _id, name: _name, type: _type, systemData: _systemData, ...body } = decision.resource;
  return { ...resource, body };
}
