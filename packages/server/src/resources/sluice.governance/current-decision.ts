import { notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import type { ArmResponse } from '@sluice/arm/protocol';
import { findType } from '@sluice/providers/types';
import { requireAccess } from '../../arm/require-access.ts';
import type { ItemCall } from '../../arm/route.ts';
import { explain } from '../../explain/explain.ts';
import { createModelReader } from '../../explain/model-reader.ts';
import { createPolicyReader } from '../../explain/policy-reader.ts';
import { askedToWire, explanationToWire } from '../../explain/to-wire.ts';
import { missingAbove } from '../../write/above.ts';
import { judgeAsWritten } from '../../write/judge.ts';
import { DECISION_TYPE } from './decision-to-wire.ts';

const CURRENT = 'current';

/** Whether an id is that of the decision about a resource as it stands. */
export function isCurrent({ name, scope }: ResourceId): boolean {
  return name.toLowerCase() === CURRENT && parseResourceId(scope.id) !== undefined;
}

/**
 * What would be decided if somebody wrote a stored resource again as it is, today: why its states are what they are, and what would pass.
 * Nothing is kept. For whoever may read the resource.
 */
export async function getCurrentDecision(call: ItemCall): Promise<ArmResponse> {
  const { services, target, caller, request } = call;
  const { storage, tenantId } = services;
  const snapshot = await services.snapshots.follow();
  const about = parseResourceId(target.id.scope.id);
  const type = findType(about?.typeKey ?? '');
  if (about === undefined || type === undefined) throw nothingAt(target.id.scope.id);
  requireAccess({ ...call, snapshot }, `${type.type}/read`, about.id);
  const resource = await storage.resources.get(about.key);
  if (resource === undefined) throw (await missingAbove(storage, about)) ?? nothingAt(about.id);
  const at = services.now();
  const occasion = { at, decisionId: services.newId(), correlationId: request.correlationId };
  const judged = await judgeAsWritten(
    snapshot,
    type,
    resource,
    { ...occasion, caller: caller.claims },
    storage,
  );
  const options = {
    mayRead: createModelReader(snapshot, tenantId, caller),
    mayReadPolicy: createPolicyReader(snapshot, tenantId, caller, about.id),
  };
  const explained = explain(snapshot, type, judged.request, judged.decision, options);
  return {
    status: 200,
    body: {
      id: `${resource.id}/providers/${DECISION_TYPE}/${CURRENT}`,
      name: CURRENT,
      type: DECISION_TYPE,
      properties: {
        at,
        revision: snapshot.revision,
        engineVersion: services.engineVersion,
        verdict: judged.decision.verdict,
        ...askedToWire(snapshot, judged.request),
        ...explanationToWire(snapshot, explained),
      },
    },
  };
}

function nothingAt(id: string) {
  return notFound('ResourceNotFound', `There is nothing at '${id}'.`);
}
