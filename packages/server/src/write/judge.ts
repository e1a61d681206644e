import { decide, type Snapshot } from '@sluice/engine';
import type { Claims, Decision, EvaluationRequest, Resource } from '@sluice/engine/model';
import type { JsonValue } from '@sluice/language';
import { type Judged, maskDecision, toRequest } from '@sluice/providers/enforcement';
import { type Prepared, toArm } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { Storage } from '@sluice/storage';
import { findRelated } from './find-related.ts';
import type { WriteIntent, WriteQuestion } from './intent.ts';

type Stored = Pick<Storage, 'resources'>;
type Occasion = { readonly at: string; readonly decisionId: string };

/**
 * Asks the engine about a write; gives the decision as it may be kept, without secrets, and the resource as append and modify left
 * it, which is what may be stored.
 *
 * Throws ApiError where the facts that a verdict needs cannot be had (`ModelVersionUnresolved`).
 */
export async function judgeWrite(
  snapshot: Snapshot,
  { type, caller, request, remedies }: WriteQuestion,
  { resource, tagsOnly }: Prepared,
  input: Occasion,
  stored: Stored,
): Promise<Judged & { readonly resource: Resource }> {
  const judged = toArm(resource);
  const asked = toRequest({
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
  const wanted = remedies === undefined ? asked : { ...asked, remedies };
  const settled = await decideSettled(snapshot, wanted, stored);
  return {
    ...maskDecision(settled, type, snapshot),
    resource: settled.decision.resource === judged ? resource : asDecided(resource, settled.decision),
  };
}

/** Asks the engine whether a stored resource may be deleted; `cascade`: because its resource group is. */
export function judgeDelete(
  snapshot: Snapshot,
  type: ResourceType,
  { caller, request }: WriteIntent<'DELETE'>,
  resource: Resource,
  input: Occasion & { readonly cascade?: 'resourceGroup' },
): Judged {
  const { cascade, ...occasion } = input;
  const asked = toRequest({
    ...occasion,
    occasion: 'delete',
    resource: toArm(resource),
    facts: undefined,
    snapshot,
    caller: caller.claims,
    apiVersion: request.apiVersion,
    correlationId: request.correlationId,
    action: `${type.type}/delete`,
  });
  const about = cascade === undefined ? asked : { ...asked, cascade };
  return maskDecision({ request: about, decision: decide(snapshot, about) }, type, snapshot);
}

/** Asks the engine what it would say of a stored resource that somebody wrote again as it is. Unknown facts stay unknown. */
export async function judgeAsWritten(
  snapshot: Snapshot,
  type: ResourceType,
  resource: Resource,
  input: Occasion & { readonly caller: Claims; readonly correlationId: string },
  stored: Stored,
): Promise<Judged> {
  const judged = toArm(resource);
  const request = toRequest({
    ...input,
    occasion: 'write',
    resource: judged,
    facts: type.factsFor?.(judged, snapshot, 'scan'),
    snapshot,
    apiVersion: resource.apiVersion,
    action: `${type.type}/write`,
  });
  return maskDecision(await decideSettled(snapshot, request, stored), type, snapshot);
}

/** Asks the engine what it thinks of a stored resource as things are now. Unknown facts stay unknown: nothing is refused here. */
export async function judgeStored(
  snapshot: Snapshot,
  type: ResourceType,
  resource: Resource,
  input: Occasion,
  stored: Stored,
): Promise<Decision> {
  return (await judgeAgain(snapshot, type, resource, input, stored)).decision;
}

/** A stored resource as it is judged now, without secrets, and what rules that matched would deploy for it: that may hold some. */
export type JudgedAgain = Judged & { detailsOf(ruleKey: string): JsonValue | undefined };

/** The same, for those who act on it. With a `caller` in that caller's name: rules that read who asks are judged too. */
export async function judgeAgain(
  snapshot: Snapshot,
  type: ResourceType,
  resource: Resource,
  input: Occasion & { readonly caller?: Claims },
  stored: Stored,
): Promise<JudgedAgain> {
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
  const settled = await decideSettled(snapshot, request, stored);
  const { results } = settled.decision;
  return {
    ...maskDecision(settled, type, snapshot),
    detailsOf: ruleKey =>
      results.find(({ key, component }) => key === ruleKey && component === undefined)?.details,
  };
}

/** Decides, and where rules look for related resources decides again with what there is of them. */
export async function decideSettled(
  snapshot: Snapshot,
  request: EvaluationRequest,
  stored: Stored,
): Promise<{ readonly request: EvaluationRequest; readonly decision: Decision }> {
  const decision = decide(snapshot, request);
  if (decision.pending.length === 0) return { request, decision };
  const related = await findRelated(stored, decision.pending, { ...request, resource: decision.resource });
  const complete = { ...request, related };
  return { request: complete, decision: decide(snapshot, complete) };
}

function asDecided(resource: Resource, decision: Decision): Resource {
  const { id: _id, name: _name, type: _type, systemData: _systemData, ...body } = decision.resource;
  return { ...resource, body };
}
