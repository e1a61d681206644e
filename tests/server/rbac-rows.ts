import { resourceIdOf } from '@sluice/arm/ids';
import type { VerbName } from '@sluice/providers/resource-type';
import { RESOURCE_TYPES } from '@sluice/providers/types';
import { operationPath } from '../../packages/server/src/arm/operations.ts';
import type { Route } from '../../packages/server/src/arm/route.ts';
import { ROUTES } from '../../packages/server/src/resources/index.ts';
import { chatDeployment, type World } from './harness.ts';

/** What a principal gets: in (whatever is said of the request then), or ARM's refusal. */
export type Answered = 'admitted' | 'refused';

/** One thing that can be asked of the server, and who gets in. */
export type Row = {
  /** `GET collection Microsoft.X/things`. */
  readonly name: string;
  readonly verb: string;
  readonly path: (world: World) => string;
  readonly body?: object;
  /** The rights that let in, at the place. */
  readonly grants: readonly string[];
  readonly place: PlaceName;
  /** Without these rights (at the root group) the ones above do not suffice. */
  readonly also: readonly string[];
  readonly nobody: Answered;
  /** Somebody with the same rights beside the place. */
  readonly elsewhere: Answered;
  /** Somebody who may read everything, and nothing else. */
  readonly reader: Answered;
  /** What is the same for everybody is no secret. */
  readonly isCommon: boolean;
};

export type PlaceName = 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup';

/** Where rights are given for a request, and the places beside it. */
export const PLACES: Readonly<
  Record<
    PlaceName,
    { readonly at: (world: World) => string; readonly beside: (world: World) => readonly string[] }
  >
> = {
  tenant: { at: ({ root }) => root, beside: ({ sandbox }) => [sandbox] },
  managementGroup: { at: () => managementGroup('production'), beside: () => [managementGroup('sandbox')] },
  subscription: {
    at: ({ production }) => production,
    beside: ({ sandbox }) => [sandbox],
  },
  resourceGroup: {
    at: ({ production }) => `${production}/resourceGroups/rg-chat`,
    beside: ({ production, sandbox }) => [sandbox, `${production}/resourceGroups/rg-documents`],
  },
};

const ML = 'Microsoft.MachineLearningServices';
const DEPLOYMENTS = `${ML}/workspaces/onlineEndpoints/deployments`;
const INSIGHTS = 'Microsoft.PolicyInsights';
const GUID = '99999999-9999-4999-8999-999999999999';
const READ_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/read';
const GIVE_ROLES = 'Microsoft.Authorization/roleAssignments/write';

type Known = Partial<
  Pick<Row, 'grants' | 'also' | 'body' | 'nobody' | 'elsewhere' | 'reader' | 'isCommon'>
> & {
  readonly place?: PlaceName;
  readonly path?: Row['path'];
};

/** Everybody gets an answer; what is in it is his own. */
const OWN: Known = { nobody: 'admitted', elsewhere: 'admitted', reader: 'admitted' };
/** The route's action at the place, as any other route; the handler sees to it. */
const AS_USUAL: Known = {};
const TRY: Known = { body: { resource: {} }, also: [READ_GROUP] };

/** Routes that see to access themselves, each with what they ask for. A route of that kind that is not here has no row. */
const SELF: Readonly<Record<string, Known>> = {
  'GET collection Microsoft.Resources/subscriptions': OWN,
  'GET collection Microsoft.Resources/tenants': { ...OWN, isCommon: true },
  'GET collection Microsoft.Resources/subscriptions/resourceGroups': AS_USUAL,
  'GET collection Microsoft.Resources/subscriptions/locations': AS_USUAL,
  'GET collection Microsoft.Resources/subscriptions/resources': { grants: [`${ML}/workspaces/read`] },
  'GET collection Microsoft.Resources/subscriptions/resourceGroups/resources': {
    grants: [`${ML}/workspaces/read`],
  },
  // Each resource of a plan is refused or not, in the answer.
  'POST collection Microsoft.Resources/validateResources': OWN,
  'POST collection Microsoft.Management/getEntities': OWN,
  'GET collection Microsoft.Authorization/policyDefinitions': AS_USUAL,
  'GET collection Microsoft.Authorization/policyDefinitions/versions': AS_USUAL,
  'GET item Microsoft.Authorization/policyDefinitions/versions': AS_USUAL,
  'POST collection Microsoft.Authorization/listPolicyDefinitionVersions': AS_USUAL,
  'GET collection Microsoft.Authorization/policySetDefinitions': AS_USUAL,
  'GET collection Microsoft.Authorization/policySetDefinitions/versions': AS_USUAL,
  'GET item Microsoft.Authorization/policySetDefinitions/versions': AS_USUAL,
  'POST collection Microsoft.Authorization/listPolicySetDefinitionVersions': AS_USUAL,
  'GET collection Microsoft.Authorization/policyAssignments': AS_USUAL,
  'GET collection Microsoft.Authorization/policyExemptions': AS_USUAL,
  'GET collection Microsoft.Authorization/policyEnrollments': AS_USUAL,
  'GET collection Microsoft.PolicyInsights/attestations': AS_USUAL,
  'GET item Microsoft.Authorization/roleDefinitions': AS_USUAL,
  'GET collection Microsoft.Authorization/roleDefinitions': AS_USUAL,
  'PUT item Microsoft.Authorization/roleDefinitions': AS_USUAL,
  'DELETE item Microsoft.Authorization/roleDefinitions': AS_USUAL,
  'GET collection Microsoft.Authorization/roleAssignments': AS_USUAL,
  'GET collection Microsoft.Authorization/permissions': OWN,
  'GET collection Microsoft.PolicyInsights/remediations': AS_USUAL,
  'GET collection Microsoft.Insights/eventtypes/values': AS_USUAL,
  [`GET collection ${ML}/registries/models/versions`]: AS_USUAL,
  [`GET collection ${ML}/workspaces/models/versions`]: AS_USUAL,
  // Azure has an action of each that reading suffices for.
  'POST collection Microsoft.PolicyInsights/policyStates/queryResults': { reader: 'admitted' },
  'POST collection Microsoft.PolicyInsights/componentPolicyStates/queryResults': { reader: 'admitted' },
  'POST collection Microsoft.PolicyInsights/policyEvents/queryResults': { reader: 'admitted' },
  'POST collection Microsoft.PolicyInsights/policyStates/summarize': { reader: 'admitted' },
  'POST collection Microsoft.PolicyInsights/policyTrackedResources/queryResults': AS_USUAL,
  'POST collection Microsoft.PolicyInsights/policyStates/triggerEvaluation': AS_USUAL,
  'GET item Microsoft.PolicyInsights/asyncOperationResults': AS_USUAL,
  'GET item */locations/operationStatuses': { grants: [`${ML}/workspaces/read`] },
  'GET item */locations/operationResults': { grants: [`${ML}/workspaces/read`] },
  'GET item Sluice.Governance/decisions': { grants: [`${DEPLOYMENTS}/read`] },
  'GET collection Sluice.Governance/decisions': { grants: [`${DEPLOYMENTS}/read`] },
  'POST collection Sluice.Governance/catalog': OWN,
  'GET collection Sluice.Governance/modelDeployments': OWN,
  'GET collection Sluice.Governance/complianceTrend': {
    grants: [`${INSIGHTS}/policyStates/summarize/read`],
  },
  'GET item Sluice.Governance/exports': { grants: [`${INSIGHTS}/policyStates/queryResults/read`] },
  'POST collection Microsoft.Authorization/policyDefinitions/preview': {
    ...TRY,
    also: ['Microsoft.Resources/subscriptions/read'],
  },
  'POST collection Microsoft.Authorization/policyDefinitions/versions/preview': {
    ...TRY,
    also: ['Microsoft.Resources/subscriptions/read'],
  },
  'POST collection Microsoft.Authorization/policySetDefinitions/preview': {
    ...TRY,
    also: ['Microsoft.Resources/subscriptions/read'],
  },
  'POST collection Microsoft.Authorization/policySetDefinitions/versions/preview': {
    ...TRY,
    also: ['Microsoft.Resources/subscriptions/read'],
  },
  'POST collection Microsoft.Authorization/policyAssignments/preview': TRY,
  'POST collection Microsoft.Authorization/policyExemptions/preview': TRY,
  'POST collection Microsoft.Authorization/policyEnrollments/preview': TRY,
  'POST collection Sluice.Governance/rehearse': {
    grants: [`${DEPLOYMENTS}/write`],
    path: world => `${chatDeployment(world, 'rbac')}/providers/Sluice.Governance/rehearse`,
  },
  // Nobody is refused: of scans elsewhere nothing is said, as of those that are not there.
  'GET item Sluice.Governance/scans': OWN,
  'GET collection Sluice.Governance/scans': OWN,
  'GET collection Sluice.Governance/search': OWN,
};

/** What a route asks for beyond its own action. */
const MORE: Readonly<Record<string, Known>> = {
  [`POST collection ${ML}/workspaces/deployableModels`]: { also: [`${DEPLOYMENTS}/read`] },
  'POST collection Sluice.Governance/principals/addSecret': { also: [GIVE_ROLES] },
  'POST collection Sluice.Governance/principals/removeSecret': {
    also: [GIVE_ROLES],
    body: { secretId: 'none' },
  },
  'POST collection Sluice.Governance/principals/setPassword': { also: [GIVE_ROLES] },
  // Who makes principals can be anybody.
  'PUT item Sluice.Governance/principals': {
    also: [GIVE_ROLES],
    body: { properties: { displayName: 'Rbac' } },
  },
  'PATCH item Sluice.Governance/principals': {
    also: [GIVE_ROLES],
    body: { properties: { displayName: 'Rbac' } },
  },
};

/** Where a type that is no registered one, or has a path of its own, is asked for. */
const PATHS: Readonly<Record<string, { readonly place: PlaceName; readonly path: Row['path'] }>> = {
  'item Microsoft.Resources/subscriptions': { place: 'subscription', path: w => w.production },
  'collection Microsoft.Resources/subscriptions': { place: 'tenant', path: () => '/subscriptions' },
  'collection Microsoft.Resources/tenants': { place: 'tenant', path: () => '/tenants' },
  'collection Microsoft.Resources/subscriptions/locations': below('locations'),
  'item Microsoft.Resources/subscriptions/resourceGroups': below('resourceGroups/none'),
  'collection Microsoft.Resources/subscriptions/resourceGroups': below('resourceGroups'),
  'collection Microsoft.Resources/subscriptions/resources': below('resources'),
  'collection Microsoft.Resources/subscriptions/resourceGroups/resources': inGroup('resources'),
  'item Microsoft.Resources/providers': {
    place: 'tenant',
    path: () => '/providers/Microsoft.Authorization',
  },
  'collection Microsoft.Resources/providers': { place: 'tenant', path: () => '/providers' },
  'item Microsoft.Resources/subscriptions/providers': below('providers/Microsoft.Authorization'),
  'collection Microsoft.Resources/subscriptions/providers': below('providers'),
  'collection */register': below('providers/Microsoft.Authorization/register'),
  'collection */unregister': below('providers/Microsoft.Authorization/unregister'),
  'collection Microsoft.Resources/subscriptions/resourceGroups/deployments/operations': inGroup(
    'deployments/none/operations',
  ),
  'item Microsoft.Resources/subscriptions/resourceGroups/deployments/operations': inGroup(
    'deployments/none/operations/none',
  ),
  'item Microsoft.Resources/deployments/operationStatuses': inGroup(
    'providers/Microsoft.Resources/deployments/none/operationStatuses/none',
  ),
  'item Microsoft.Resources/deployments/operations': inGroup(
    'providers/Microsoft.Resources/deployments/none/operations/none',
  ),
  'collection Microsoft.Management/managementGroups/descendants': inManagementGroup('/descendants'),
  'collection Microsoft.Management/managementGroups/subscriptions': inManagementGroup('/subscriptions'),
  'collection Microsoft.Management/getEntities': ofTenant('Microsoft.Management/getEntities'),
  'collection Microsoft.Resources/validateResources': ofTenant('Microsoft.Resources/validateResources'),
  'collection Microsoft.Management/checkNameAvailability': ofTenant(
    'Microsoft.Management/checkNameAvailability',
  ),
  'collection Microsoft.Authorization/listPolicyDefinitionVersions': below(
    'providers/Microsoft.Authorization/listPolicyDefinitionVersions',
  ),
  'collection Microsoft.Authorization/listPolicySetDefinitionVersions': below(
    'providers/Microsoft.Authorization/listPolicySetDefinitionVersions',
  ),
  'collection Microsoft.Authorization/permissions': inGroup('providers/Microsoft.Authorization/permissions'),
  'item Microsoft.Authorization/locks': inGroup('providers/Microsoft.Authorization/locks/none'),
  'collection Microsoft.Authorization/locks': inGroup('providers/Microsoft.Authorization/locks'),
  'collection Microsoft.Insights/eventtypes/values': below(
    `providers/Microsoft.Insights/eventtypes/management/values?$filter=${encodeURIComponent("eventTimestamp ge '2020-01-01'")}`,
  ),
  'collection Microsoft.PolicyInsights/operations': ofTenant('Microsoft.PolicyInsights/operations'),
  'collection Microsoft.PolicyInsights/policyEvents/queryResults': inGroup(
    'providers/Microsoft.PolicyInsights/policyEvents/default/queryResults',
  ),
  'collection Microsoft.PolicyInsights/policyTrackedResources/queryResults': inGroup(
    'providers/Microsoft.PolicyInsights/policyTrackedResources/default/queryResults',
  ),
  'item */locations/operationStatuses': {
    place: 'resourceGroup',
    path: w => operationOf(w, 'operationStatuses'),
  },
  'item */locations/operationResults': {
    place: 'resourceGroup',
    path: w => operationOf(w, 'operationResults'),
  },
  'item Sluice.Governance/decisions': {
    place: 'resourceGroup',
    path: w => `${chatDeployment(w, 'blue')}/providers/Sluice.Governance/decisions/current`,
  },
  'collection Sluice.Governance/evaluate': below('providers/Sluice.Governance/evaluate'),
  'collection Sluice.Governance/rehearse': inGroup('providers/Sluice.Governance/rehearse'),
  'collection Sluice.Governance/search': {
    place: 'tenant',
    path: () => '/providers/Sluice.Governance/search?query=chat',
  },
};

function below(rest: string) {
  return { place: 'subscription', path: ({ production }: World) => `${production}/${rest}` } as const;
}

function inGroup(rest: string) {
  return {
    place: 'resourceGroup',
    path: ({ production }: World) => `${production}/resourceGroups/rg-chat/${rest}`,
  } as const;
}

function ofTenant(type: string) {
  return { place: 'tenant', path: () => `/providers/${type}` } as const;
}

function inManagementGroup(rest: string) {
  return { place: 'managementGroup', path: () => `${managementGroup('production')}${rest}` } as const;
}

function managementGroup(name: string): string {
  return `/providers/Microsoft.Management/managementGroups/${name}`;
}

/** Where a write of the workspace would be followed: the address carries the resource that it is about. */
function operationOf({ production }: World, kind: 'operationStatuses' | 'operationResults'): string {
  const id = `${production}/resourceGroups/rg-chat/providers/${ML}/workspaces/ws-chat`;
  const systemData = { lastModifiedAt: '2026-01-01T00:00:00Z' };
  return operationPath(kind, {
    id,
    key: id.toLowerCase(),
    body: { location: 'westeurope' },
    instanceId: 'i',
    systemData,
  } as unknown as Parameters<typeof operationPath>[1]);
}

const NAMES: Readonly<Record<string, string>> = {
  'Microsoft.PolicyInsights/policyStates': 'latest',
  'Microsoft.PolicyInsights/componentPolicyStates': 'latest',
  'Microsoft.Authorization/roleDefinitions': GUID,
  'Microsoft.Authorization/roleAssignments': GUID,
  'Sluice.Governance/principals': GUID,
  'Sluice.Governance/settings': 'default',
  'Sluice.Governance/exports': 'policyStates',
};

/** As far down as a type may stand. */
const DEEPEST: readonly PlaceName[] = ['resourceGroup', 'subscription', 'managementGroup', 'tenant'];

function scopeOf(place: PlaceName, world: World): string {
  return place === 'tenant' ? '' : PLACES[place].at(world);
}

function standard(kind: Route['kind'], type: string): Pick<Row, 'place' | 'path'> {
  const own = PATHS[`${kind} ${type}`];
  if (own !== undefined) return own;
  const registered = RESOURCE_TYPES.find(each => each.type === type);
  const place = DEEPEST.find(each => registered?.scopes.includes(each));
  if (registered !== undefined && place !== undefined) {
    const last = NAMES[type] ?? 'none';
    const names = type
      .split('/')
      .slice(1)
      .map(() => 'none');
    const item = (world: World) => resourceIdOf(scopeOf(place, world), type, ...names.slice(0, -1), last);
    return {
      place,
      path: world => (kind === 'item' ? item(world) : item(world).replace(/\/[^/]+$/, '')),
    };
  }
  const parent = type.slice(0, type.lastIndexOf('/'));
  if (kind !== 'collection' || !parent.includes('/'))
    throw new Error(`'${kind} ${type}' has no path in this table.`);
  const of = standard('item', parent);
  return { place: of.place, path: world => `${of.path(world)}${type.slice(type.lastIndexOf('/'))}` };
}

function routeRow(route: Route): Row {
  const { verb, kind, type, action, access } = route;
  const name = `${verb} ${kind} ${type}`;
  const known = access === 'self' ? SELF[name] : (MORE[name] ?? {});
  if (known === undefined) throw new Error(`'${name}' sees to access itself and has no row.`);
  return toRow(name, verb, { ...standard(kind, type), ...known }, action, access === 'anywhere');
}

const VERBS: Readonly<Record<VerbName, readonly [verb: string, kind: Route['kind'], action: string]>> = {
  get: ['GET', 'item', 'read'],
  head: ['HEAD', 'item', 'read'],
  put: ['PUT', 'item', 'write'],
  patch: ['PATCH', 'item', 'write'],
  delete: ['DELETE', 'item', 'delete'],
  list: ['GET', 'collection', 'read'],
};

/** Every verb of every stored type that no route has taken over. */
function storedRows(routed: ReadonlySet<string>): readonly Row[] {
  return RESOURCE_TYPES.filter(({ stored }) => stored !== false).flatMap(({ type, verbs }) => {
    const all = new Set([...verbs, ...(verbs.includes('get') ? (['head'] as const) : [])]);
    return [...all].flatMap(each => {
      const [verb, kind, action] = VERBS[each];
      const name = `${verb} ${kind} ${type}`;
      if (routed.has(name)) return [];
      const known = { ...standard(kind, type), ...MORE[name] };
      // A list of the tenant is narrowed to what is in reach, be that nothing.
      const isNarrowed = each === 'list' && known.place === 'tenant';
      const narrowed: Known = isNarrowed ? { elsewhere: 'admitted' } : {};
      return [toRow(name, verb, { ...known, ...narrowed }, `${type}/${action}`, false)];
    });
  });
}

function toRow(
  name: string,
  verb: string,
  known: Known & Pick<Row, 'place' | 'path'>,
  action: string,
  anywhere: boolean,
): Row {
  const grants = known.grants ?? [action];
  const also = known.also ?? [];
  const reads = [...grants, ...also].every(each => /\/read$/i.test(each));
  return {
    name,
    verb,
    path: known.path,
    place: known.place,
    grants,
    also,
    nobody: known.nobody ?? 'refused',
    elsewhere: known.elsewhere ?? (anywhere ? 'admitted' : 'refused'),
    reader: known.reader ?? (reads ? 'admitted' : 'refused'),
    isCommon: known.isCommon ?? anywhere,
    ...(known.body !== undefined || /^(PUT|PATCH|POST)$/.test(verb) ? { body: known.body ?? {} } : {}),
  };
}

const ROUTE_ROWS = ROUTES.map(routeRow);

/** Everything that is dispatched. */
export const ROWS: readonly Row[] = [
  ...ROUTE_ROWS,
  ...storedRows(new Set(ROUTE_ROWS.map(({ name }) => name))),
];

/** Rows of tables above that no route asks for any more. */
export const IDLE: readonly string[] = [
  ...Object.keys(SELF).filter(name => !ROWS.some(row => row.name === name)),
  ...Object.keys(MORE).filter(name => !ROWS.some(row => row.name === name)),
  ...Object.keys(PATHS).filter(name => !ROWS.some(row => row.name.endsWith(` ${name}`))),
];
