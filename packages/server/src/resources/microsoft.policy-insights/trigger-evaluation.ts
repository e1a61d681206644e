import { notFound } from '@sluice/arm/errors';
import { parseResourceId, type ScopeId } from '@sluice/arm/ids';
import type { ArmResponse } from '@sluice/arm/protocol';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { REJUDGE, type RejudgeInput } from '../../scan/rejudge-work.ts';
import { below } from '../../write/affected.ts';
import { requirePlace } from '../list-stored.ts';

const TRIGGER = 'Microsoft.PolicyInsights/policyStates/triggerEvaluation';
const RESULTS = 'Microsoft.PolicyInsights/asyncOperationResults';

/** How often a client may look, in seconds. */
const RETRY_AFTER = '1';

/** Evaluations on demand: everything in a subscription or resource group is judged again, whatever it was judged by. */
export const TRIGGER_ROUTES: readonly Route[] = [
  {
    verb: 'POST',
    kind: 'collection',
    type: TRIGGER,
    action: 'Microsoft.PolicyInsights/policyStates/triggerEvaluation/action',
    access: 'self',
    handle: trigger,
  },
  {
    verb: 'GET',
    kind: 'item',
    type: RESULTS,
    action: `${RESULTS}/read`,
    access: 'self',
    handle: results,
  },
];

/** 202 with where to look. A second request for a scope joins the one that is under way. */
async function trigger(call: CollectionCall): Promise<ArmResponse> {
  const { services, target, request, snapshot } = call;
  const latest = parseResourceId(target.under);
  if (latest === undefined || latest.name.toLowerCase() !== 'latest' || !isTriggered(latest.scope))
    throw notFound('InvalidResourceType', `Nothing can be evaluated at '${request.path}'.`);
  const { scope } = latest;
  requireAccess(call, 'Microsoft.PolicyInsights/policyStates/triggerEvaluation/action', scope.id);
  await requirePlace({ ...call, target: { ...target, under: scope.id, underScope: scope } });
  const types = services.types.filter(type => type.judged).map(({ type }) => type.toLowerCase());
  const id = services.newId();
  const input: RejudgeInput = {
    places: below(snapshot, scope.key).map(under => ({ under, types })),
    reason: 'trigger',
    scopeKey: scope.key,
    always: true,
    scanId: id,
  };
  const running = await services.storage.scans.create(
    { id, scopeKey: scope.key, reason: input.reason, at: services.now() },
    [{ name: REJUDGE, input }],
  );
  const version = `?api-version=${encodeURIComponent(request.apiVersion)}`;
  const location = `${request.baseUrl}${scope.id}/providers/${RESULTS}/${running}${version}`;
  return { status: 202, headers: { Location: location, 'Retry-After': RETRY_AFTER } };
}

function isTriggered({ kind }: ScopeId): boolean {
  return kind === 'subscription' || kind === 'resourceGroup';
}

/** 202 while it runs, then 200: from then on the results can be read. */
async function results(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  // Before it is looked for: whether there is one is told to nobody who may not read it.
  requireAccess(call, `${RESULTS}/read`, id.scope.id);
  const scan = await call.services.storage.scans.get(id.name.toLowerCase());
  if (scan === undefined || scan.scopeKey !== id.scope.key)
    throw notFound(
      'OperationNotFound',
      `There is no evaluation '${id.name.slice(0, 64)}' at '${id.scope.id}'.`,
    );
  switch (scan.status) {
    case 'Succeeded':
      return { status: 200, body: { status: 'Succeeded' } };
    case 'Failed':
      return {
        status: 200,
        body: { status: 'Failed', error: { code: 'EvaluationFailed', message: scan.error ?? '' } },
      };
    case 'Queued':
    case 'Running':
      return {
        status: 202,
        headers: {
          Location: `${call.request.baseUrl}${id.id}?api-version=${call.request.apiVersion}`,
          'Retry-After': RETRY_AFTER,
        },
      };
  }
}
