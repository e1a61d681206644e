import { badRequest } from '@sluice/arm/errors';
import type { ArmResponse } from '@sluice/arm/protocol';
import { pathOfField, restrictions } from '@sluice/engine';
import { readRestrictionsRequest, restrictionsToWire, toRequest } from '@sluice/providers/enforcement';
import { findType } from '@sluice/providers/types';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { textAt } from '../../json-value.ts';
import { requirePlace } from '../list-stored.ts';

const TYPE = 'Microsoft.PolicyInsights/checkPolicyRestrictions';

/** What policy would make of a resource that is only half described, and of the fields that are still open. Nothing is kept. */
export const CHECK_POLICY_RESTRICTIONS: Route = {
  verb: 'POST',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'target',
  handle: checkRestrictions,
};

async function checkRestrictions(call: CollectionCall): Promise<ArmResponse> {
  const { request, target, snapshot, services, caller } = call;
  const asked = readRestrictionsRequest(request.body, target.underScope);
  await requirePlace(call);
  const { resource } = asked;
  const type = findType((textAt(resource, 'type') ?? '').toLowerCase());
  for (const [index, { field }] of asked.pending.entries()) {
    if (pathOfField(snapshot, field, textAt(resource, 'type') ?? '') === undefined)
      throw badRequest(
        'InvalidRequestContent',
        `'${field}' is no field and no alias of the type.`,
        `/pendingFields/${index}/field`,
      );
  }
  const factsOf = type?.factsFor && ((of: typeof resource) => type.factsFor?.(of, snapshot, 'scan'));
  const found = restrictions(
    snapshot,
    toRequest({
      decisionId: services.newId(),
      at: services.now(),
      occasion: 'write',
      resource,
      facts: factsOf?.(resource),
      snapshot,
      caller: caller.claims,
      apiVersion: asked.apiVersion ?? type?.apiVersions[0] ?? request.apiVersion,
      correlationId: request.correlationId,
      action: `${textAt(resource, 'type') ?? TYPE}/write`,
    }),
    asked.pending,
    { includeAudit: asked.includeAudit, ...(factsOf && { factsOf }) },
  );
  return { status: 200, body: restrictionsToWire(found) };
}
