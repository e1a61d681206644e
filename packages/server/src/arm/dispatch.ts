import { ApiError, methodNotAllowed, notFound } from '@sluice/arm/errors';
import { parseTarget, type ScopeKind } from '@sluice/arm/ids';
import {
  type ArmRequest,
  type ArmResponse,
  type ArmTarget,
  readApiVersion,
  type Verb,
} from '@sluice/arm/protocol';
import type { ResourceType, VerbName } from '@sluice/providers/resource-type';
import type { Caller } from '../write/caller.ts';
import { standsAt } from '../write/stands-at.ts';
import { requireRouteAccess } from './require-access.ts';
import type { Call, CollectionCall, ItemCall, Route, Services } from './route.ts';

/** What every stored type can do. Each handler sees to access itself. */
export type StoredHandlers = {
  readonly get: (call: ItemCall, type: ResourceType) => Promise<ArmResponse>;
  readonly head: (call: ItemCall, type: ResourceType) => Promise<ArmResponse>;
  readonly put: (call: ItemCall, type: ResourceType) => Promise<ArmResponse>;
  readonly patch: (call: ItemCall, type: ResourceType) => Promise<ArmResponse>;
  readonly delete: (call: ItemCall, type: ResourceType) => Promise<ArmResponse>;
  readonly list: (call: CollectionCall, type: ResourceType) => Promise<ArmResponse>;
};

export type DispatchInput = {
  readonly routes: readonly Route[];
  readonly stored: StoredHandlers;
  readonly services: Services;
  findType(typeKey: string): ResourceType | undefined;
};

/** Answers an ARM request of an authenticated caller, or throws ApiError. */
export type Dispatch = (request: ArmRequest, caller: Caller) => Promise<ArmResponse>;

/** From (namespace, type, verb) to a handler: a route where there is one, what every stored type can do otherwise. */
export function createDispatch(input: DispatchInput): Dispatch {
  const routes = new Map(input.routes.map(route => [routeKey(route.verb, route.kind, route.type), route]));
  const { snapshots } = input.services;

  async function answer(call: Call): Promise<ArmResponse> {
    const { request, target } = call;
    const typeKey = target.kind === 'item' ? target.id.typeKey : target.typeKey;
    const route =
      routes.get(routeKey(request.verb, target.kind, typeKey)) ??
      anyNamespaceRoute(routes, request.verb, target);
    const type = input.findType(typeKey);
    if (type !== undefined && !isOffered(type, target)) throw notOffered(target);
    if (route !== undefined) {
      requireRouteAccess(call, route);
      return run(route, call);
    }
    if (type === undefined) throw unknownType(request, target, routes);
    return storedAnswer(input.stored, type, call, routedVerbs(target, routes));
  }

  async function dispatch(request: ArmRequest, caller: Caller): Promise<ArmResponse> {
    const apiVersion = readApiVersion(request.query);
    const target = parseTarget(request.path);
    if (target === undefined) throw notFound('NotFound', `There is nothing at '${request.path}'.`);
    const call = { request: { ...request, apiVersion }, caller, target, services: input.services };
    const snapshot = snapshots.current();
    try {
      return await answer({ ...call, snapshot });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Another process may have let the caller in, or made what was asked for, a moment ago.
      if (request.verb === 'PUT' || request.verb === 'PATCH' || request.verb === 'DELETE') throw error;
      if (error.status !== 403 && error.status !== 404) throw error;
      const newer = await snapshots.follow();
      if (newer === snapshot) throw error;
      return answer({ ...call, snapshot: newer });
    }
  }

  return dispatch;
}

async function run(route: Route, call: Call): Promise<ArmResponse> {
  const { target } = call;
  if (route.kind === 'item' && target.kind === 'item') return route.handle({ ...call, target });
  if (route.kind === 'collection' && target.kind === 'collection') return route.handle({ ...call, target });
  throw new Error(`The route of ${route.type} is for another kind of path.`);
}

function storedAnswer(
  stored: StoredHandlers,
  type: ResourceType,
  call: Call,
  routed: readonly Verb[],
): Promise<ArmResponse> {
  const { request, target } = call;
  const verb = verbName(request.verb, target);
  const can = type.stored === false ? [] : type.verbs;
  if (verb === undefined || !(can.includes(verb) || (verb === 'head' && can.includes('get')))) {
    const allowed = new Set([...allowedVerbs(can, target), ...routed]);
    throw methodNotAllowed(request.verb, request.path, [...allowed]);
  }
  if (target.kind === 'collection') return stored.list({ ...call, target }, type);
  if (verb === 'list') throw new Error('A single resource is not listed.');
  return stored[verb]({ ...call, target }, type);
}

function verbName(verb: Verb, target: ArmTarget): VerbName | undefined {
  if (target.kind === 'collection') return verb === 'GET' ? 'list' : undefined;
  switch (verb) {
    case 'GET':
      return 'get';
    case 'HEAD':
      return 'head';
    case 'PUT':
      return 'put';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return 'delete';
    case 'POST':
      return undefined;
  }
}

function allowedVerbs(can: readonly VerbName[], target: ArmTarget): readonly string[] {
  if (target.kind === 'collection') return can.includes('list') ? ['GET'] : [];
  return can.filter(verb => verb !== 'list').map(verb => verb.toUpperCase());
}

function isOffered(type: ResourceType, target: ArmTarget): boolean {
  const scope: ScopeKind = target.kind === 'item' ? target.id.scope.kind : target.underScope.kind;
  if (standsAt(type, scope)) return true;
  return target.kind === 'collection' && type.listBySubscription === true && scope === 'subscription';
}

/** What exists below every namespace (`register`, the state of operations) is kept under `*`. */
function anyNamespaceRoute(
  routes: ReadonlyMap<string, Route>,
  verb: Verb,
  target: ArmTarget,
): Route | undefined {
  const typeKey = target.kind === 'item' ? target.id.typeKey : target.typeKey;
  return routes.get(routeKey(verb, target.kind, `*${typeKey.slice(typeKey.indexOf('/'))}`));
}

function unknownType(
  { verb, path }: Pick<Call['request'], 'verb' | 'path'>,
  target: ArmTarget,
  routes: ReadonlyMap<string, Route>,
): ApiError {
  const others = routedVerbs(target, routes);
  if (others.length === 0) return notOffered(target);
  return methodNotAllowed(verb, path, others);
}

function routedVerbs(target: ArmTarget, routes: ReadonlyMap<string, Route>): readonly Verb[] {
  return VERBS.filter(verb => routes.has(routeKey(verb, target.kind, typeOf(target))));
}

function notOffered(target: ArmTarget): ApiError {
  const [namespace = '', ...types] = typeOf(target).split('/');
  return notFound(
    'InvalidResourceType',
    `The resource type '${types.join('/')}' could not be found in the namespace '${namespace}' at this scope.`,
  );
}

function typeOf(target: ArmTarget): string {
  return target.kind === 'item' ? target.id.type : target.type;
}

const VERBS: readonly Verb[] = ['GET', 'PUT', 'PATCH', 'DELETE', 'POST', 'HEAD'];

function routeKey(verb: Verb, kind: ArmTarget['kind'], type: string): string {
  return `${verb} ${kind} ${type.toLowerCase()}`;
}
