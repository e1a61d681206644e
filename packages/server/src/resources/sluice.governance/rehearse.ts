import { badRequest, methodNotAllowed, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import type { ArmResponse } from '@sluice/arm/protocol';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { isTooDeep, MOST_LEVELS } from '../../json-depth.ts';
import { standsAt } from '../../write/stands-at.ts';

const TYPE = 'Sluice.Governance/rehearse';

/**
 * Would this PUT pass, and why? The body is that of the PUT, the api-version too. For whoever may make the PUT; nothing is written, and
 * nothing is logged.
 */
export const REHEARSE: Route = {
  verb: 'POST',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/action`,
  access: 'self',
  handle: rehearsePut,
};

async function rehearsePut(call: CollectionCall): Promise<ArmResponse> {
  const { request, caller, target, services } = call;
  const id = parseResourceId(target.under);
  if (id === undefined)
    throw badRequest(
      'InvalidRequestUri',
      `'${target.under || '/'}' is no resource: what is rehearsed is the PUT of one.`,
    );
  const type = typeOf(id);
  const snapshot = await services.snapshots.follow();
  requireAccess({ ...call, snapshot }, `${type.type}/write`, id.id);
  if (type.stored === false || !type.verbs.includes('put'))
    throw methodNotAllowed('PUT', id.id, type.stored === false ? [] : verbsOf(type));
  if (!type.judged)
    throw badRequest(
      'FeatureNotSupported',
      `Policy does not judge '${type.type}'. What a write of a policy object would mean is asked of '${id.id}/preview'.`,
    );
  if (isTooDeep(request.body))
    throw badRequest('InvalidRequestContent', `The content is nested deeper than ${MOST_LEVELS} levels.`);
  return services.tasks.run(
    'rehearsal',
    {
      resourceId: id.id,
      body: request.body,
      apiVersion: request.apiVersion,
      correlationId: request.correlationId,
      caller,
      revision: snapshot.revision,
      engineVersion: services.engineVersion,
    },
    request.onGone,
  );
}

/** Refused as the PUT would be where there is no such type. */
function typeOf(id: ResourceId): ResourceType {
  const type = findType(id.typeKey);
  if (type !== undefined && standsAt(type, id.scope.kind)) return type;
  const [namespace = '', ...types] = id.type.split('/');
  throw notFound(
    'InvalidResourceType',
    `The resource type '${types.join('/')}' could not be found in the namespace '${namespace}' at this scope.`,
  );
}

function verbsOf({ verbs }: ResourceType): readonly string[] {
  return verbs.filter(verb => verb !== 'list').map(verb => verb.toUpperCase());
}
