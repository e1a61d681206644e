import { ApiError, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import { toArm } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType, maskSecrets } from '@sluice/providers/types';
import { missingAbove } from '../../write/above.ts';
import type { Caller } from '../../write/caller.ts';
import { prepareWrite } from '../../write/prepare-write.ts';
import type { TaskDependencies } from '../task.ts';
import { requireModelAccess } from './model-access.ts';

/** What a definition is tried on, by its id: what comes with the request, or what is stored. Plain JSON. */
export type TriedOnInput =
  | { readonly kind: 'given'; readonly id: string; readonly resource: JsonObject }
  | { readonly kind: 'stored'; readonly id: string };

/** What `decide` is asked about. */
export type TriedResource = {
  /** Absent: nobody here knows the type. */
  readonly type: ResourceType | undefined;
  readonly resource: JsonObject;
  readonly facts: JsonObject | undefined;
  readonly apiVersion: string;
  /** What a PUT of it would be refused for before policy is asked. `target`: a pointer into the request that asks, where there is one. */
  readonly problem?: { readonly code: string; readonly message: string; readonly target?: string };
};

type Asked = {
  readonly on: TriedOnInput;
  readonly occasion: 'write' | 'delete';
  readonly caller: Caller;
  readonly correlationId: string;
  /** The one that rules are to see; absent: that of the stored resource, or the newest of its type. */
  readonly apiVersion?: string;
  readonly requestedVersion: string;
};

/**
 * The resource as a rule is to see it. One that is given as its PUT would be prepared, or as it is where no PUT would take it; a stored one
 * without its secrets, since a rule that anybody can make up could be used to guess them. Throws 404, and 403 for a model that the caller
 * may not read.
 */
export async function triedResource(
  snapshot: Snapshot,
  asked: Asked,
  dependencies: TaskDependencies,
): Promise<TriedResource> {
  const { on, requestedVersion, caller } = asked;
  const id = parseResourceId(on.id);
  if (id === undefined) throw new Error(`'${on.id}' is no resource.`);
  const type = findType(id.typeKey);
  if (on.kind === 'stored') return storedResource(snapshot, asked, id, dependencies);
  const apiVersion = asked.apiVersion ?? type?.apiVersions[0] ?? requestedVersion;
  const isPut = type !== undefined && asked.occasion === 'write' && type.verbs.includes('put');
  const made = isPut
    ? preparedOf(snapshot, type, id, on.resource, { ...asked, apiVersion }, dependencies)
    : {};
  const resource = made.resource ?? on.resource;
  const known = factsOf(snapshot, type, resource, asked.occasion);
  requireModelAccess(snapshot, dependencies.tenantId, caller, known.facts);
  const problem = made.problem ?? known.problem;
  return { type, resource, facts: known.facts, apiVersion, ...(problem && { problem }) };
}

async function storedResource(
  snapshot: Snapshot,
  { apiVersion }: Asked,
  id: ResourceId,
  { storage }: TaskDependencies,
): Promise<TriedResource> {
  const stored = await storage.resources.get(id.key);
  if (stored === undefined)
    throw (
      (await missingAbove(storage, id)) ?? notFound('ResourceNotFound', `There is nothing at '${id.id}'.`)
    );
  const type = findType(id.typeKey);
  const arm = toArm(stored);
  const resource = type === undefined ? arm : maskSecrets(type.shape, arm);
  const facts = type?.factsFor?.(resource, snapshot, 'scan');
  return { type, resource, facts, apiVersion: apiVersion ?? stored.apiVersion };
}

type Made = Pick<TriedResource, 'problem'> & { readonly resource?: JsonObject };

function preparedOf(
  snapshot: Snapshot,
  type: ResourceType,
  id: ResourceId,
  given: JsonObject,
  { caller, correlationId, apiVersion }: Asked & { readonly apiVersion: string },
  dependencies: TaskDependencies,
): Made {
  const { id: _id, name: _name, type: _type, ...body } = given;
  try {
    const request = { body, apiVersion, correlationId };
    const intent = { verb: 'PUT', type, id, request, caller } as const;
    return {
      resource: toArm(prepareWrite(snapshot, intent, {}, dependencies.now(), dependencies).resource),
    };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What is known of a model on a write; where that is refused, what a scan would know. */
function factsOf(
  snapshot: Snapshot,
  type: ResourceType | undefined,
  resource: JsonObject,
  occasion: Asked['occasion'],
): Pick<TriedResource, 'problem' | 'facts'> {
  if (occasion === 'delete') return { facts: undefined };
  try {
    return { facts: type?.factsFor?.(resource, snapshot) };
  } catch (error) {
    return { facts: type?.factsFor?.(resource, snapshot, 'scan'), problem: problemOf(error) };
  }
}

function problemOf(error: unknown): NonNullable<TriedResource['problem']> {
  if (!(error instanceof ApiError)) throw error;
  const { code, message, target } = error.detail;
  return { code, message, ...(target?.startsWith('/') && { target: `/resource${target}` }) };
}
