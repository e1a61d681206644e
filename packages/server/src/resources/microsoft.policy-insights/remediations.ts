import { badRequest, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import { toEntries } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { FINAL_STATES, findType } from '@sluice/providers/types';
import type { CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { objectAt, textAt } from '../../json-value.ts';
import { readRemediation, remediationJob, stateOf, withProgress } from '../../remedy/remediation.ts';
import { missingAbove } from '../../write/above.ts';
import { writeSetBase } from '../../write/operation-of.ts';
import { putStatus } from '../../write/put-status.ts';
import { saveProgress } from '../../write/save-progress.ts';
import { write } from '../../write/write.ts';
import { createFilter } from '../filter.ts';
import { narrowing, requirePlace } from '../list-stored.ts';
import { readAfter, readTop } from '../page.ts';
import { showResource } from '../show-resource.ts';
import { remediatedResourceToWire } from './remediated-resource.ts';

const TYPE = 'Microsoft.PolicyInsights/remediations';
const CANCEL = `${TYPE}/cancel/action`;

/** Remediations: asked for, followed, cancelled. What they do is done by the job `remediation`. */
export const REMEDIATION_ROUTES: readonly Route[] = [
  { verb: 'PUT', kind: 'item', type: TYPE, action: `${TYPE}/write`, access: 'target', handle: begin },
  { verb: 'GET', kind: 'collection', type: TYPE, action: `${TYPE}/read`, access: 'self', handle: list },
  {
    verb: 'POST',
    kind: 'collection',
    type: `${TYPE}/cancel`,
    action: CANCEL,
    access: 'target',
    handle: cancel,
  },
  {
    verb: 'POST',
    kind: 'collection',
    type: `${TYPE}/listDeployments`,
    action: `${TYPE}/listDeployments/read`,
    access: 'target',
    handle: listDeployments,
  },
];

async function begin(call: ItemCall): Promise<ArmResponse> {
  const { request, caller, services, target } = call;
  const type = remediationType();
  const jobs = [remediationJob(target.id.key)];
  const { resource, created } = await write(
    { verb: 'PUT', type, id: target.id, request, caller, jobs },
    services,
  );
  return { status: putStatus(type, 'PUT', created), body: showResource(call, type, resource) };
}

/** All at the scope and below it, in the order of their ids. */
async function list(call: CollectionCall): Promise<ArmResponse> {
  const { target, request, services } = call;
  const isReadable = narrowing(call, `${TYPE}/read`);
  const fits = createFilter<Resource>(request.query, {
    properties: {
      policyassignmentid: propertyOf('policyAssignmentId'),
      policydefinitionreferenceid: propertyOf('policyDefinitionReferenceId'),
      provisioningstate: propertyOf('provisioningState'),
    },
  });
  const top = readTop(request.query);
  const found: Resource[] = [];
  let after = readAfter(request.query);
  do {
    const page = await services.storage.resources.list({
      types: [target.typeKey],
      under: target.underScope.key,
      top: top - found.length,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.filter(each => isReadable(each.key) && fits(each)));
    after = page.next;
  } while (after !== undefined && found.length < top);
  if (found.length === 0) await requirePlace(call);
  return pageResponse(
    request,
    found.map(each => showResource(call, remediationType(), each)),
    after,
  );
}

function propertyOf(name: string): (resource: Resource) => string | undefined {
  return ({ body }) => textAt(objectAt(body, 'properties'), name);
}

/** What runs ends, what waits is left alone; a job sees to it even where none is at work. */
async function cancel(call: CollectionCall): Promise<ArmResponse> {
  const { request, caller, services, snapshot } = call;
  const id = idOf(call);
  const type = remediationType();
  const stored = await find(call, id);
  const at = services.now();
  const saved = await saveProgress(
    stored,
    current => {
      if (FINAL_STATES.has(stateOf(current))) {
        throw badRequest(
          'InvalidCancelRemediationRequest',
          `The request to cancel remediation '${id.name}' is invalid. It has ended already: ${stateOf(current)}.`,
        );
      }
      if (stateOf(current) === 'Cancelling') return undefined;
      return withProgress(current, at, {
        state: 'Cancelling',
        message: 'The remediation is being cancelled.',
      });
    },
    services,
    [remediationJob(id.key)],
    resource => {
      const intent = { verb: 'POST' as const, type, id, request, caller };
      const base = writeSetBase(intent, { resource, at, status: 200 }, snapshot, services);
      const operation = { ...base.operation, action: CANCEL };
      return toEntries({ ...base, operation, expect: [], resources: [], changes: [] });
    },
  );
  if (saved === undefined) throw await absent(call, id);
  return { status: 200, body: showResource(call, type, saved) };
}

async function listDeployments(call: CollectionCall): Promise<ArmResponse> {
  const { request, services } = call;
  const { runId } = readRemediation(await find(call, idOf(call)));
  const after = readAfter(request.query);
  const page = await services.storage.remediations.list({
    runId,
    top: readTop(request.query),
    ...(after === undefined ? {} : { after }),
  });
  return pageResponse(request, page.items.map(remediatedResourceToWire), page.next);
}

async function find(call: CollectionCall, id: ResourceId): Promise<Resource> {
  const stored = await call.services.storage.resources.get(id.key);
  if (stored === undefined) throw await absent(call, id);
  return stored;
}

async function absent({ services }: CollectionCall, id: ResourceId): Promise<Error> {
  return (
    (await missingAbove(services.storage, id)) ??
    notFound('ResourceNotFound', `The remediations '${id.name}' could not be found at '${id.id}'.`)
  );
}

function idOf({ target }: CollectionCall): ResourceId {
  const id = parseResourceId(target.under);
  if (id === undefined) throw notFound('NotFound', `There is nothing at '${target.under}'.`);
  return id;
}

function remediationType(): ResourceType {
  const type = findType(TYPE.toLowerCase());
  if (type === undefined) throw new Error(`${TYPE} is not registered.`);
  return type;
}
