import { ApiError, badRequest, conflict, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import {
  type ArmRequest,
  type ArmResponse,
  isFinal,
  type JsonObject,
  operationHeaders,
  pageResponse,
  toOperationBody,
} from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { prepare } from '@sluice/providers/prepare';
import type { DeploymentPlan } from '@sluice/templates';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { planDeployment } from '../../deployments/plan-deployment.ts';
import { refuseTried } from '../../deployments/refuse-deployment.ts';
import { type Rehearsed, rehearsePlan } from '../../deployments/rehearse-plan.ts';
import { type Removal, rehearseRemovals } from '../../deployments/remove-others.ts';
import { stateOf } from '../../deployments/run-deployment.ts';
import { whatIf } from '../../deployments/what-if.ts';
import { isObject, objectAt, textAt } from '../../json-value.ts';
import { callerKind } from '../../write/caller.ts';
import type { WriteIntent } from '../../write/intent.ts';
import { checkPreconditions } from '../../write/precondition.ts';
import { type Attempt, untilCommitted } from '../../write/retry.ts';
import { saveProgress } from '../../write/save-progress.ts';
import { write } from '../../write/write.ts';
import { pageOf } from '../page.ts';
import { registeredType } from '../registered-type.ts';
import { showResource } from '../show-resource.ts';

const TYPE = 'Microsoft.Resources/deployments';
/** The older addresses of a group's operations leave the namespace out. */
const BELOW_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/deployments';
const FINAL: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Canceled']);

const ACTIONS = { validate, whatIf: answerWhatIf, cancel, exportTemplate };

/** Template deployments: asked for, tried out, followed, cancelled. */
export const DEPLOYMENT_ROUTES: readonly Route[] = [
  { verb: 'PUT', kind: 'item', type: TYPE, action: `${TYPE}/write`, access: 'target', handle: deploy },
  ...(['validate', 'whatIf', 'cancel', 'exportTemplate'] as const).map(
    (name): Route => ({
      verb: 'POST',
      kind: 'collection',
      type: `${TYPE}/${name}`,
      action: `${TYPE}/${name}/action`,
      access: 'target',
      handle: ACTIONS[name],
    }),
  ),
  ...[TYPE, BELOW_GROUP].flatMap((type): readonly Route[] => [
    {
      verb: 'GET',
      kind: 'collection',
      type: `${type}/operations`,
      action: `${TYPE}/operations/read`,
      access: 'target',
      handle: listOperations,
    },
    {
      verb: 'GET',
      kind: 'item',
      type: `${type}/operations`,
      action: `${TYPE}/operations/read`,
      access: 'target',
      handle: getOperation,
    },
  ]),
  {
    verb: 'GET',
    kind: 'item',
    type: `${TYPE}/operationStatuses`,
    action: `${TYPE}/operationstatuses/read`,
    access: 'target',
    handle: operationStatus,
  },
];

/** Refused content and what policy forbids are refused before anything is done; the rest is done by a job. */
async function deploy(call: ItemCall): Promise<ArmResponse> {
  const { request, caller, services, target } = call;
  const intent = { verb: 'PUT' as const, type: registeredType(TYPE), id: target.id, request, caller };
  // A denial is committed or decided again; what is accepted has been tried out by every policy that was acknowledged before.
  await services.snapshots.follow();
  const refused = await untilCommitted(services.snapshots, snapshot =>
    refuseBeforehand({ ...call, snapshot }, intent),
  );
  if (refused !== undefined) throw refused;
  const { key } = target.id;
  const { resource, created } = await write(
    {
      ...intent,
      jobs: [
        {
          name: 'deployment',
          input: {
            key,
            principalId: caller.principal.id,
            claims: caller.claims,
            ...(caller.groupIds === undefined ? {} : { groupIds: caller.groupIds }),
            correlationId: request.correlationId,
            baseUrl: request.baseUrl,
          },
        },
      ],
    },
    services,
  );
  return {
    status: created ? 201 : 200,
    headers: operationHeaders({
      baseUrl: request.baseUrl,
      apiVersion: request.apiVersion,
      asyncOperation: `${resource.id}/operationStatuses/${runOf(resource)}`,
      retryAfterSeconds: 0,
    }),
    body: showResource(call, registeredType(TYPE), resource),
  };
}

/** Throws what refuses the deployment; where that is policy, answers it, recorded. Undefined: nothing refuses it yet. */
async function refuseBeforehand(
  call: ItemCall,
  intent: WriteIntent<'PUT'>,
): Promise<Attempt<ApiError | undefined>> {
  const { request, services, snapshot } = call;
  const { id } = intent;
  const stored = await services.storage.resources.get(id.key);
  checkPreconditions(request.headers, stored);
  if (stored !== undefined && !FINAL.has(stateOf(stored))) {
    throw conflict(
      'DeploymentActive',
      `The deployment '${id.name}' is still ${stateOf(stored)}. Wait for it, or cancel it.`,
    );
  }
  const { resource, rehearsed, others } = await tryOut(call, id);
  return refuseTried({ intent, resource }, [...rehearsed, ...others], snapshot, services);
}

/**
 * 200 with what would be deployed, or 400 with everything that stands against it: what policy refuses is recorded, since clients that
 * ask first go no further (ADR 30).
 */
async function validate(call: CollectionCall): Promise<ArmResponse> {
  const { services } = call;
  await services.snapshots.follow();
  const answer = await untilCommitted(services.snapshots, snapshot => validateAt({ ...call, snapshot }));
  if (answer instanceof ApiError) throw answer;
  return answer;
}

async function validateAt(call: CollectionCall): Promise<Attempt<ArmResponse | ApiError>> {
  const { request, caller, snapshot, services } = call;
  const { resource, plan, rehearsed, others } = await tryOut(call, idOf(call));
  const intent = { verb: 'POST' as const, type: registeredType(TYPE), request, caller };
  const asked = { intent, action: `${TYPE}/validate/action`, resource };
  const refused = await refuseTried(asked, [...rehearsed, ...others], snapshot, services);
  if (refused === 'stale') return refused;
  return { done: refused.done ?? validated(call, resource, plan) };
}

function validated(call: CollectionCall, resource: Resource, plan: DeploymentPlan): ArmResponse {
  const shown = showResource(call, registeredType(TYPE), resource);
  return {
    status: 200,
    body: {
      ...shown,
      properties: {
        ...objectAt(shown, 'properties'),
        provisioningState: 'Succeeded',
        correlationId: call.request.correlationId,
        validatedResources: plan.resources.map(planned => ({ id: planned.id })),
      },
    },
  };
}

async function answerWhatIf(call: CollectionCall): Promise<ArmResponse> {
  // With everything that was acknowledged before it.
  const snapshot = await call.services.snapshots.follow();
  const { resource, rehearsed, others } = await tryOut({ ...call, snapshot }, idOf(call));
  return {
    status: 200,
    body: whatIf({ body: call.request.body, deployment: resource, rehearsed, others }),
  };
}

async function tryOut(
  call: Call,
  id: ResourceId,
): Promise<{
  readonly resource: Resource;
  readonly plan: DeploymentPlan;
  readonly rehearsed: readonly Rehearsed[];
  readonly others: readonly Removal[];
}> {
  const { request, caller, snapshot, services } = call;
  const type = registeredType(TYPE);
  const at = services.now();
  const { resource } = prepare(type, {
    id,
    verb: 'PUT',
    body: withoutSettings(request),
    stored: undefined,
    apiVersion: request.apiVersion,
    etag: services.newId(),
    complete: {
      id,
      verb: 'PUT',
      stored: undefined,
      now: at,
      tenantId: services.tenantId,
      newId: services.newId,
      snapshot,
      callerId: caller.principal.id,
      callerKind: callerKind(caller),
    },
  });
  const plan = planDeployment(resource, snapshot, services);
  return {
    resource,
    plan,
    rehearsed: await rehearsePlan(plan, request, caller, snapshot, services),
    others: await rehearseRemovals(resource, plan, request, caller, snapshot, services),
  };
}

/** `whatIfSettings` is of the question, not of the deployment. */
function withoutSettings({ body }: ArmRequest): ArmRequest['body'] {
  if (!isObject(body)) return body;
  const { whatIfSettings: _, ...properties } = objectAt(body, 'properties');
  return { ...body, properties };
}

async function cancel(call: CollectionCall): Promise<ArmResponse> {
  const deployment = await read(call, idOf(call));
  if (FINAL.has(stateOf(deployment)))
    throw conflict(
      'DeploymentCannotBeCancelled',
      `The deployment '${deployment.name}' has ended: ${stateOf(deployment)}.`,
    );
  await saveProgress(
    deployment,
    stored => {
      const state = stateOf(stored);
      if (FINAL.has(state)) return undefined;
      // One that nobody has begun ends here; one that runs ends after the resource under way.
      const next = state === 'Accepted' ? 'Canceled' : 'Canceling';
      const properties = { ...objectAt(stored.body, 'properties'), provisioningState: next };
      return { ...stored, body: { ...stored.body, properties } };
    },
    call.services,
  );
  return { status: 204 };
}

async function exportTemplate(call: CollectionCall): Promise<ArmResponse> {
  const { body } = await read(call, idOf(call));
  return { status: 200, body: { template: objectAt(objectAt(body, 'properties'), 'template') } };
}

async function operationStatus(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  const deployment = await read(call, parseResourceId(id.parentId ?? ''));
  const properties = objectAt(deployment.body, 'properties');
  if (runOf(deployment) !== id.name)
    throw notFound('OperationNotFound', `There is no operation '${id.name.slice(0, 64)}'.`);
  const state = stateOf(deployment);
  const error = objectAt(properties, 'error');
  const isDone = isFinal(state);
  return {
    status: 200,
    // The Python clients take none, and 0, for half a minute.
    ...(isDone ? {} : { headers: { 'Retry-After': '1' } }),
    body: {
      ...toOperationBody({
        id: id.id,
        name: id.name,
        status: isDone ? state : 'InProgress',
        startTime: deployment.systemData.lastModifiedAt,
      }),
      status: state === 'Canceling' ? 'Running' : state,
      ...(state === 'Failed' ? { error } : {}),
    },
  };
}

async function listOperations(call: CollectionCall): Promise<ArmResponse> {
  const deployment = await read(call, deploymentIdOf(call.target.under));
  const { items, next } = pageOf(operationsOf(deployment), call.request.query);
  return pageResponse(call.request, items, next);
}

async function getOperation(call: ItemCall): Promise<ArmResponse> {
  const deployment = await read(call, deploymentIdOf(call.target.id.parentId ?? ''));
  const found = operationsOf(deployment).find(({ operationId }) => operationId === call.target.id.name);
  if (found !== undefined) return { status: 200, body: found };
  throw notFound(
    'DeploymentOperationNotFound',
    `The deployment '${deployment.name}' has no operation '${call.target.id.name}'.`,
  );
}

function operationsOf(deployment: Resource): readonly JsonObject[] {
  const operations = objectAt(deployment.body, 'properties')['operations'];
  return (Array.isArray(operations) ? operations : []).filter(isObject).map((operation, index) => {
    const id = textAt(operation, 'id') ?? '';
    const error = operation['error'];
    const operationId = `${runOf(deployment).replaceAll('-', '').slice(0, 12).toUpperCase()}${index}`;
    return {
      id: `${deployment.id}/operations/${operationId}`,
      operationId,
      properties: {
        provisioningOperation: 'Create',
        provisioningState: isObject(error) ? 'Failed' : 'Succeeded',
        timestamp: operation['at'] ?? null,
        duration: 'PT0S',
        statusCode: String(operation['status']),
        targetResource: {
          id,
          resourceType: operation['type'] ?? '',
          resourceName: id.split('/').at(-1) ?? '',
        },
        ...(isObject(error) ? { statusMessage: { status: 'Failed', error } } : {}),
      },
    };
  });
}

async function read({ services }: Call, id: ResourceId | undefined): Promise<Resource> {
  const resource = id && (await services.storage.resources.get(id.key));
  if (resource !== undefined) return resource;
  throw notFound('DeploymentNotFound', `Deployment '${id?.name}' could not be found.`);
}

function idOf({ target }: CollectionCall): ResourceId {
  const id = parseResourceId(target.under);
  if (id !== undefined) return id;
  throw badRequest('InvalidRequestUri', `'${target.under}' is no deployment.`);
}

/** The deployment that an address of operations is of, with or without the namespace. */
function deploymentIdOf(id: string): ResourceId | undefined {
  return parseResourceId(
    id.replace(/(\/resourceGroups\/[^/]+)\/deployments\//i, '$1/providers/Microsoft.Resources/deployments/'),
  );
}

function runOf({ body }: Resource): string {
  return textAt(objectAt(body, 'properties'), 'runId') ?? '';
}
