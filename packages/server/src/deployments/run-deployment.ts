import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmRequest, JsonObject } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { findType, withoutSecureValues } from '@sluice/providers/types';
import { showValues, withRuntime } from '@sluice/templates';
import { objectAt, textAt } from '../json-value.ts';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { saveProgress } from '../write/save-progress.ts';
import { write } from '../write/write.ts';
import { type DeployedResource, executePlan } from './execute-plan.ts';
import { planDeployment, toDetail } from './plan-deployment.ts';
import { isComplete, keysOf, removeOthers } from './remove-others.ts';

/** A deployment that the server makes itself, in somebody's name. */
export type DeploymentInput = {
  /** `/subscriptions/S` or `/subscriptions/S/resourceGroups/G` */
  readonly scope: string;
  readonly name: string;
  readonly location?: string;
  /** template, parameters, mode. */
  readonly properties: JsonObject;
  readonly caller: Caller;
  readonly correlationId: string;
};

const API_VERSION = '2025-04-01';

/**
 * Makes a deployment and works it off before it returns, as a client's deployment is worked off by a job. Done again, it is the same
 * deployment. What goes wrong is in the answer.
 */
export async function runDeployment(
  { scope, name, location, properties, caller, correlationId }: DeploymentInput,
  services: WriteDependencies,
): Promise<{ readonly deploymentId: string; readonly error?: ErrorDetail }> {
  const deploymentId = `${scope}/providers/Microsoft.Resources/deployments/${name}`;
  const id = parseResourceId(deploymentId);
  const type = findType('microsoft.resources/deployments');
  if (id === undefined || type === undefined) throw new Error(`'${deploymentId}' is no deployment.`);
  const body = { properties, ...(location === undefined ? {} : { location }) };
  const request = requestOf(deploymentId, body, correlationId, services);
  try {
    const { resource } = await write({ verb: 'PUT', type, id, request, caller }, services);
    const error = await workOff(resource, request, caller, services);
    return { deploymentId, ...(error === undefined ? {} : { error }) };
  } catch (error) {
    if (error instanceof ApiError) return { deploymentId, error: error.detail };
    throw error;
  }
}

/** A request that nobody sent: the server acts in the caller's name. `baseUrl` is the name that the caller knows it by. */
export function requestOf(
  path: string,
  body: JsonObject,
  correlationId: string,
  { newId }: Pick<WriteDependencies, 'newId'>,
  baseUrl = '',
): ArmRequest {
  return {
    verb: 'PUT',
    path,
    query: new Map(),
    headers: new Map(),
    apiVersion: API_VERSION,
    body,
    requestId: newId(),
    correlationId,
    baseUrl,
    clientAddress: '',
  };
}

/**
 * Works off a stored deployment: Running, then Succeeded, Failed or Canceled, with what became of each resource. Ends at once for one
 * that was written anew or deleted meanwhile. Answers the error that it failed with.
 */
export async function workOff(
  deployment: Resource,
  request: ArmRequest,
  caller: Caller,
  services: WriteDependencies,
): Promise<ErrorDetail | undefined> {
  const started = services.now();
  const running = await saveProgress(
    deployment,
    onlyWhile(deployment, ['Accepted', 'Running'], () => ({
      provisioningState: 'Running',
      operations: [],
    })),
    services,
  );
  if (running === undefined || stateOf(running) !== 'Running') return undefined;
  try {
    const plan = planDeployment(running, services.snapshots.current(), services);
    let stopped = false;
    const { deployed, source } = await executePlan(plan, request, caller, services, async outcome => {
      const saved = await saveProgress(
        running,
        onlyWhile(running, ['Running'], ({ operations }) => ({
          operations: [...(Array.isArray(operations) ? operations : []), toOperation(outcome)],
        })),
        services,
      );
      stopped = saved === undefined || stateOf(saved) !== 'Running';
      return !stopped;
    });
    const failures = deployed.flatMap(({ error }) => error ?? []);
    if (failures.length === 0 && isComplete(running) && !stopped) {
      // What a nested template turned out to hold is known only now.
      const kept = new Set([...keysOf(plan), ...deployed.map(({ id }) => id.toLowerCase())]);
      failures.push(...(await removeOthers(running, kept, request, caller, services)));
    }
    const outputs =
      failures.length > 0 ? { values: [] } : await withRuntime(source, runtime => plan.outputs(runtime));
    if ('problems' in outputs) failures.push(...outputs.problems.map(toDetail));
    const error = failures.length > 0 ? failure(failures) : undefined;
    await finish(running, started, services, error, {
      outputs: 'values' in outputs ? showValues(outputs.values) : {},
      outputResources: deployed.filter(each => each.error === undefined).map(({ id }) => ({ id })),
    });
    return error;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await finish(running, started, services, error.detail, {});
    return error.detail;
  }
}

function finish(
  deployment: Resource,
  started: string,
  services: WriteDependencies,
  error: ErrorDetail | undefined,
  results: JsonObject,
): Promise<Resource | undefined> {
  const ended = services.now();
  const seconds = Math.max(0, Date.parse(ended) - Date.parse(started)) / 1000;
  return saveProgress(
    deployment,
    onlyWhile(deployment, ['Running', 'Canceling'], ({ provisioningState, ...properties }) => ({
      ...withoutSecureValues(properties),
      ...results,
      provisioningState:
        provisioningState === 'Canceling' ? 'Canceled' : error === undefined ? 'Succeeded' : 'Failed',
      timestamp: ended,
      duration: `PT${seconds}S`,
      ...(error === undefined ? {} : { error: JSON.parse(JSON.stringify(error)) }),
    })),
    services,
  );
}

/** A change of the properties of a deployment that nobody has begun anew, as long as it is in one of the states. */
function onlyWhile(
  { body }: Resource,
  states: readonly string[],
  change: (properties: JsonObject) => JsonObject,
): (stored: Resource) => Resource | undefined {
  const run = textAt(objectAt(body, 'properties'), 'runId');
  return stored => {
    const properties = objectAt(stored.body, 'properties');
    if (textAt(properties, 'runId') !== run || !states.includes(stateOf(stored))) return undefined;
    const changed = { ...properties, ...change(properties) };
    return { ...stored, body: { ...stored.body, properties: changed } };
  };
}

/** `Accepted`, `Running`, `Canceling`, `Succeeded`, `Failed` or `Canceled`. */
export function stateOf({ body }: Resource): string {
  return textAt(objectAt(body, 'properties'), 'provisioningState') ?? '';
}

function failure(details: readonly ErrorDetail[]): ErrorDetail {
  return {
    code: 'DeploymentFailed',
    message:
      'At least one resource deployment operation failed. List the operations of the deployment for details.',
    details,
  };
}

function toOperation({ id, type, status, error, at }: DeployedResource): JsonObject {
  return {
    id,
    type,
    status,
    at,
    ...(error === undefined ? {} : { error: JSON.parse(JSON.stringify(error)) }),
  };
}
