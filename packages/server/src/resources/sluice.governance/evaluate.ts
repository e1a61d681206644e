import { badRequest } from '@sluice/arm/errors';
import { parseScopeId } from '@sluice/arm/ids';
import type { ArmResponse } from '@sluice/arm/protocol';
import { ancestry } from '@sluice/engine';
import { findType } from '@sluice/providers/types';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { requirePlace } from '../list-stored.ts';
import { readEvaluateBody, type TriedOn } from './evaluate-body.ts';

const TYPE = 'Sluice.Governance/evaluate';
/** Whoever may write definitions may try them. */
const WRITE_DEFINITIONS = 'Microsoft.Authorization/policyDefinitions/write';
/** The root group has the name of the tenant. */
const GROUPS = '/providers/Microsoft.Management/managementGroups';

/**
 * What a definition that nobody has stored would say of a resource, as if it were assigned at the scope (that of the tenant: at its root
 * group); without a resource only what is wrong with it. Nothing is written.
 */
export const EVALUATE: Route = {
  verb: 'POST',
  kind: 'collection',
  type: TYPE,
  action: WRITE_DEFINITIONS,
  access: 'target',
  handle: evaluate,
};

async function evaluate(call: CollectionCall): Promise<ArmResponse> {
  const { request, caller, target, services } = call;
  const { on, ...asked } = readEvaluateBody(request.body);
  const snapshot = await services.snapshots.follow();
  const now = { ...call, snapshot };
  requireAccess(now, WRITE_DEFINITIONS, target.under);
  await requirePlace(now);
  const scope = target.under === '' ? `${GROUPS}/${services.tenantId}` : target.under;
  if (on !== undefined) {
    requireAccess(now, `${findType(on.id.typeKey)?.type ?? on.id.type}/read`, on.id.id);
    checkWithin(ancestry(snapshot.scopes, on.id.id), scope, on);
  }
  return services.tasks.run(
    'trial',
    {
      ...asked,
      ...(on && { on: { ...on, id: on.id.id } }),
      scope,
      caller,
      revision: snapshot.revision,
      engineVersion: services.engineVersion,
      correlationId: request.correlationId,
      requestedVersion: request.apiVersion,
    },
    request.onGone,
  );
}

/** An assignment at the scope would say nothing of what is elsewhere. */
function checkWithin(chain: readonly string[], scope: string, { kind, id }: TriedOn): void {
  const key = parseScopeId(scope)?.key ?? scope.toLowerCase();
  if (chain.includes(key)) return;
  const pointer = kind === 'given' ? '/resource/id' : '/resourceId';
  throw badRequest(
    'InvalidRequestContent',
    `'${id.id}' is not at the scope '${scope}' or below it.`,
    pointer,
  );
}
