import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { decide, type Snapshot } from '@sluice/engine';
import type { RuleResult } from '@sluice/engine/model';
import { maskDecision, toRequest } from '@sluice/providers/enforcement';
import { prepare, toArm } from '@sluice/providers/prepare';
import { DEPLOYMENT_KINDS } from '@sluice/providers/types';
import { type Caller, callerKind } from '../../write/caller.ts';
import type { TaskDependencies } from '../task.ts';

/** The deployment that is asked about, but for its model. */
export type Deployment = {
  readonly workspaceId: string;
  readonly kind: keyof typeof DEPLOYMENT_KINDS;
  readonly endpointName: string;
  readonly deploymentName: string;
  readonly location: string;
  readonly sku?: JsonObject;
  readonly tags?: JsonObject;
  readonly properties: JsonObject;
};

/**
 * What a PUT of the deployment with a model would be answered: the results that refuse it, none where it would go through.
 *
 * Goes the way of a write: the type prepares it, the catalog's facts come to it, `decide` judges it. Throws ApiError for a deployment
 * that no PUT could make.
 */
export function createModelJudge(
  snapshot: Snapshot,
  deployment: Deployment,
  caller: Caller,
  { tenantId, newId, now }: Pick<TaskDependencies, 'tenantId' | 'newId' | 'now'>,
): (assetId: string) => readonly RuleResult[] {
  const { type, idIn, modelProperties } = DEPLOYMENT_KINDS[deployment.kind];
  const { workspaceId, endpointName, deploymentName, location, sku, tags, properties } = deployment;
  const id = parseResourceId(idIn(workspaceId, endpointName, deploymentName));
  if (id === undefined) throw new Error(`'${workspaceId}' is no workspace.`);
  const [apiVersion = ''] = type.apiVersions;
  const at = now();
  const decisionId = newId();
  const complete = {
    id,
    stored: undefined,
    verb: 'PUT' as const,
    now: at,
    tenantId,
    // Nothing is kept, so nothing needs an id of its own.
    newId: () => decisionId,
    snapshot,
    callerId: caller.principal.id,
    callerKind: callerKind(caller),
  };
  // All but the model is the same for every model: one request, looked at again and again.
  const asked = {
    ...toRequest({
      occasion: 'write',
      at,
      decisionId,
      resource: { id: id.id },
      facts: undefined,
      snapshot,
      caller: caller.claims,
      apiVersion,
      correlationId: decisionId,
      action: `${type.type}/write`,
    }),
    refusalsOnly: true as const,
  };
  return assetId => {
    const body = {
      location,
      ...(sku === undefined ? {} : { sku }),
      ...(tags === undefined ? {} : { tags }),
      properties: { ...properties, ...modelProperties(assetId) },
    };
    const { resource } = prepare(type, {
      id,
      verb: 'PUT',
      body,
      stored: undefined,
      apiVersion,
      etag: decisionId,
      complete,
    });
    const judged = toArm(resource);
    const facts = type.factsFor?.(judged, snapshot);
    const request = { ...asked, resource: judged, ...(facts === undefined ? {} : { facts }) };
    const decision = decide(snapshot, request);
    if (decision.verdict === 'allow') return [];
    return maskDecision({ request, decision }, type, snapshot).decision.results.filter(
      ({ refuses }) => refuses,
    );
  };
}
