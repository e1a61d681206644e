// Sends every official example to a server: what it serves answers with a status that the contract has, and with the members of its
// answer. What is in an answer deep down is looked at by the other contract tests. Each exception has its name and its reason.
import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject, JsonValue } from '@sluice/language';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, openWorld, PHI4, type World } from '../server/harness.ts';
import { hold } from '../server/locks.ts';
import { EXCEPTIONS, NOT_SHOWN, REPLAYED_ELSEWHERE } from './contract-exceptions.ts';
import { bodyOf, type ContractFile, isObject, readContract } from './contract-files.ts';

/** No remediation gets any further. */
const REMEDIATIONS = 'lock table sluice.remediated_resources in exclusive mode';

const FILES = readContract();
const isElsewhere = ({ file }: ContractFile) => REPLAYED_ELSEWHERE.some(({ files }) => files.test(file));
const exceptionOf = ({ file }: ContractFile) => EXCEPTIONS.find(({ files }) => files.test(file));
const REPLAYED = FILES.filter(each => !isElsewhere(each) && exceptionOf(each) === undefined);

let world: World;
let principalId: string;
let builtIn: { readonly name: string; readonly version: string };
beforeAll(async () => {
  world = await openWorld();
  const { body } = await world.as.owner('GET', '/providers/Sluice.Governance/principals');
  principalId = body.value[0].name;
  builtIn = await firstBuiltIn();
});
afterAll(() => world.close());

/** A definition that the house ships. */
async function firstBuiltIn(): Promise<typeof builtIn> {
  const { body } = await world.as.owner('GET', '/providers/Microsoft.Authorization/policyDefinitions?$top=1');
  const { name, properties } = body.value[0];
  return { name, version: properties.version };
}

describe('every file', () => {
  it('is in the index, and replayed or excepted once', () => {
    expect(FILES.length).toBeGreaterThan(460);
    expect(FILES.filter(({ method }) => method === '').map(({ file }) => file)).toEqual([]);
    expect(FILES.filter(each => isElsewhere(each) && exceptionOf(each)).map(({ file }) => file)).toEqual([]);
  });

  it('that is excepted is there', () => {
    const idle = [...EXCEPTIONS, ...REPLAYED_ELSEWHERE].filter(
      ({ files }) => !FILES.some(({ file }) => files.test(file)),
    );
    expect(idle).toEqual([]);
    expect(NOT_SHOWN.filter(({ files }) => !REPLAYED.some(({ file }) => files.test(file)))).toEqual([]);
  });
});

describe('is answered as the contract has it', () => {
  it.each(REPLAYED.map(each => [each.file, each] as const))('%s', async (_, file) => {
    const example = here(file);
    const path = pathOf(example);
    // With nothing to set right a remediation would end before it can be cancelled.
    const letGo = /\/remediations\/[^/]+\/cancel$/.test(path)
      ? await hold(world.storage, REMEDIATIONS)
      : undefined;
    const made = await arrange(example, path);
    const answer = await send(example, path);
    await letGo?.();
    await clear([...made, ...(file.method === 'PUT' ? [path] : [])]);
    const said = `${file.method} ${path}: ${JSON.stringify(answer.body)}`;
    expect(Object.keys(file.responses), said).toContain(String(answer.status));
    const wanted = file.responses[String(answer.status)]?.body;
    const hidden = NOT_SHOWN.filter(({ files }) => files.test(file.file)).flatMap(({ members }) => members);
    expect(
      missingMembers(wanted, answer.body).filter(member => !hidden.includes(member)),
      said,
    ).toEqual([]);
  });
});

describe('what is excepted because it is not served', () => {
  it.each(
    FILES.filter(each => exceptionOf(each)?.kind === 'not served').map(each => [each.file, each] as const),
  )('%s is not served, indeed', async (_, file) => {
    const example = here(file);
    const { status } = await send(example, pathOf(example));
    expect([400, 404, 405]).toContain(status);
  });
});

/**
 * The example as it can be sent here: with subscriptions, principals, roles and resources that there are, and what stands for a text
 * ('string') left out. What Azure ships, which is not all here, is at the root group.
 */
function here(file: ContractFile): ContractFile {
  const { production } = world.demo.subscriptionIds;
  const text = JSON.stringify(file.parameters)
    .replaceAll(/(subscriptions\/)[^/"]+/gi, `$1${production}`)
    .replaceAll(/("subscriptionId":")[^"]+/g, `$1${production}`)
    .replaceAll(/("principalId":")[^"]+/g, `$1${principalId}`)
    .replaceAll('"principalType":"User"', '"principalType":"ServicePrincipal"')
    .replaceAll(/(roleDefinitions\/)[^/"]+/gi, `$1${READER}`)
    .replaceAll(/"(\/providers\/Microsoft\.Authorization\/policy(?:Set)?Definitions\/)/g, `"${world.root}$1`)
    .replaceAll(
      /microsoft\.compute\/virtualMachines\/\w+|Microsoft\.DocumentDb\/databaseAccounts\/[\w-]+/gi,
      STORAGE,
    )
    .replaceAll('"location":"string"', `"location":"${location}"`);
  const parameters = { ...JSON.parse(text), ...placeholders(file) };
  return {
    ...file,
    parameters: Object.fromEntries(
      Object.entries(parameters as ContractFile['parameters']).filter(
        ([name, value]) => !(name.startsWith('$') && value === 'string'),
      ),
    ),
  };
}

const STORAGE = 'Microsoft.Storage/storageAccounts/contract';

/** Parameters of an example that are no names of anything, as they could be. */
function placeholders({ path, parameters }: ContractFile): JsonObject {
  const isBuiltIn = path.startsWith('/providers/Microsoft.Authorization/policyDefinitions/');
  const hasParent = path.includes('{parentResourcePath}');
  return {
    ...(parameters['scope'] === 'scope' ? { scope: world.production.slice(1) } : {}),
    ...(parameters['roleDefinitionId'] === 'roleDefinitionId' ? { roleDefinitionId: roleFor(path) } : {}),
    ...('roleId' in parameters ? { roleId: `providers/${AUTHORIZATION}/roleDefinitions/${READER}` } : {}),
    ...(isBuiltIn ? { policyDefinitionName: builtIn.name, policyDefinitionVersion: builtIn.version } : {}),
    ...(path.includes('{resourceProviderNamespace}/{resourceType}/') ||
    path.includes('{resourceProviderNamespace}/{parentResourcePath}')
      ? {
          resourceProviderNamespace: hasParent ? 'Microsoft.MachineLearningServices' : 'Microsoft.Storage',
          parentResourcePath: 'workspaces/contract',
          resourceType: hasParent ? 'onlineEndpoints' : 'storageAccounts',
          resourceName: 'contract',
        }
      : path.includes('{resourceProviderNamespace}')
        ? { resourceProviderNamespace: 'Microsoft.MachineLearningServices' }
        : {}),
  };
}

/** A role of our own is written and deleted; a built-in one is read. */
function roleFor(path: string): string {
  return path.endsWith('{roleDefinitionId}') ? OWN_ROLE : READER;
}

const OWN_ROLE = '99999999-9999-4999-8999-999999999999';

/** The path that an example asks for, without its query. */
function pathOf({ path, parameters }: ContractFile): string {
  const filled = path
    .replace(/\?.*$/, '')
    .replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? name));
  return `/${filled.replace(/^\/+|\/+$/g, '')}`;
}

function send(example: ContractFile, path: string): Promise<Answer> {
  const { parameters, method } = example;
  const query = Object.entries(parameters)
    .filter(([name]) => /^\$(?!skipToken)/i.test(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  const body = bodyOf(example);
  return world.as.owner(method, `${path}${query === '' ? '' : `?${query}`}`, {
    apiVersion: String(parameters['api-version']),
    ...(body === undefined || method === 'GET' ? {} : { body }),
  });
}

/** Members of the contract's answer that ours does not have, or has with another JSON type. */
function missingMembers(wanted: JsonValue | undefined, found: JsonValue | undefined): readonly string[] {
  if (!isObject(wanted)) return [];
  if (!isObject(found)) return ['(the answer)'];
  return Object.entries(wanted).flatMap(([name, value]) =>
    name === 'nextLink' || kindOf(found[name]) === kindOf(value) ? [] : [name],
  );
}

function kindOf(value: JsonValue | undefined): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** What an example takes for granted besides the places: of what the body names. */
type Context = {
  readonly isManual: boolean;
  /** Members of the initiative that its assignment must be of. */
  readonly references: readonly string[];
  readonly columns: readonly string[];
  /** What the answer shows of the resource beside its properties. */
  readonly shown: JsonObject;
  /** By definition (in lower case), the parameters that it is given. */
  readonly parameters: ReadonlyMap<string, JsonObject>;
};

/** Makes what an example takes for granted: the places, what the path leads through, what the body names. Answers what was made. */
async function arrange(example: ContractFile, path: string): Promise<readonly string[]> {
  const body = bodyOf(example);
  const context: Context = {
    isManual: example.file.includes('attestations'),
    references: referencesIn(body),
    columns: [...JSON.stringify(body ?? {}).matchAll(/"columnName":"([^"]+)"/g)].flatMap(
      ([, name = '']) => name,
    ),
    parameters: new Map(givenIn(body)),
    shown: shownIn(example),
  };
  const made: string[] = [];
  const on = example.method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path;
  const chain = chainOf(on).filter(id => example.method !== 'PUT' || id.toLowerCase() !== path.toLowerCase());
  if (path.endsWith('/checkNameAvailability'))
    await ensure(`/providers/Microsoft.Management/managementGroups/${body?.['name']}`, context, made);
  for (const id of [...chain.filter(each => /resourceGroups\/[^/]+$/i.test(each)), ...idsIn(body), ...chain])
    await ensure(id, context, made, path);
  return made;
}

/** Members of a resource that its answer has, for one that is made beforehand. */
function shownIn({ responses }: ContractFile): JsonObject {
  const answer = responses['200']?.body;
  if (!isObject(answer)) return {};
  const { kind, tags, sku, identity, location: shownAt } = answer;
  const isPlace = typeof shownAt === 'string' && shownAt !== 'string';
  return {
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(isObject(tags) ? { tags } : {}),
    ...(isObject(sku) ? { sku } : {}),
    ...(isObject(identity)
      ? { identity: { type: 'SystemAssigned' }, location: isPlace ? shownAt : location }
      : {}),
  };
}

/** The ids that a path leads through, outermost first: what it stands on and in, and itself. */
function chainOf(path: string): readonly string[] {
  const segments = path.split('/');
  return segments
    .map((_, index) => segments.slice(0, index + 1).join('/'))
    .filter(prefix => parseResourceId(prefix) !== undefined);
}

/** Ids of policy objects that a body names. */
function idsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string')
    return /^\/.*\/(policy(set)?(definitions|assignments)|managementGroups)\/[^/]+$/i.test(value)
      ? [value]
      : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return isObject(value) ? Object.values(value).flatMap(idsIn) : [];
}

function referencesIn(value: JsonValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = Object.entries(value).flatMap(([name, each]) =>
    /^policyDefinitionReferenceIds?$/.test(name) ||
    (name === 'in' && value['kind'] === 'policyDefinitionReferenceId')
      ? [each].flat().filter(id => typeof id === 'string')
      : [],
  );
  // Members that an initiative says itself need nobody else.
  const inner = Object.entries(value).filter(([name]) => name !== 'policyDefinitions');
  return [...new Set([...own, ...inner.flatMap(([, each]) => referencesIn(each))])];
}

/** What definitions are given, wherever they are named with parameters beside them. */
function givenIn(value: JsonValue | undefined): readonly (readonly [string, JsonObject])[] {
  if (Array.isArray(value)) return value.flatMap(givenIn);
  if (!isObject(value)) return [];
  const { policyDefinitionId, parameters } = value;
  const own =
    typeof policyDefinitionId === 'string' && isObject(parameters)
      ? [[policyDefinitionId.toLowerCase(), parameters] as const]
      : [];
  return [...own, ...Object.values(value).flatMap(givenIn)];
}

async function ensure(id: string, context: Context, made: string[], target?: string): Promise<void> {
  const parsed = parseResourceId(id);
  const seed = parsed === undefined ? undefined : SEEDS[parsed.typeKey];
  if (parsed === undefined || seed === undefined) return;
  const { owner } = world.as;
  if ((await owner('GET', id)).status === 200) return;
  for (const above of chainOf(id).slice(0, -1)) await ensure(above, context, made);
  const seeded = seed(id, context);
  const body = id === target ? { ...context.shown, ...seeded } : seeded;
  for (const named of idsIn(body)) await ensure(named, context, made);
  const { status, body: said } = await owner('PUT', id, { body });
  expect(status, `cannot make ${id}: ${JSON.stringify(said)}`).toBeLessThan(300);
  made.push(id);
  if (!/policy(set)?definitions\/versions$/.test(parsed.typeKey)) return;
  // Another one is current, so that this one may go.
  const newer = id.replace(/[^/]+$/, '9.0.0');
  if (newer !== id) await owner('PUT', newer, { body: seed(newer, context) });
}

/** So that the next example finds nothing of this one. */
async function clear(ids: readonly string[]): Promise<void> {
  for (const id of [...ids].reverse()) await world.as.owner('DELETE', id);
}

const ML = 'microsoft.machinelearningservices';
const AUTHORIZATION = 'microsoft.authorization';
const location = 'westeurope';
const inPlace =
  (properties: JsonObject = {}) =>
  () => ({ location, properties });
const scopeOf = (id: string) => parseResourceId(id)?.scope.id ?? '';
const definitionAt = (id: string) =>
  `${subscriptionOrGroup(scopeOf(id))}/providers/Microsoft.Authorization/policyDefinitions/contract`;

/** Definitions stand at subscriptions and management groups. */
function subscriptionOrGroup(scope: string): string {
  return (
    /^\/subscriptions\/[^/]+|^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+/i.exec(
      scope,
    )?.[0] ?? ''
  );
}

/** The parameters that whoever refers to a definition gives it. */
function parametersFor(id: string, { parameters }: Context): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters.get(id.toLowerCase()) ?? {}).map(([name, given]) => {
      const value = isObject(given) ? given['value'] : undefined;
      const type = Array.isArray(value) ? 'Array' : isObject(value) ? 'Object' : typeof value;
      return [name, { type: type === 'undefined' ? 'String' : type.charAt(0).toUpperCase() + type.slice(1) }];
    }),
  );
}

function membersOf(id: string, { references }: Context): JsonValue {
  const names = references.length === 0 ? ['one'] : references;
  return names.map(policyDefinitionReferenceId => ({
    policyDefinitionId: definitionAt(id),
    policyDefinitionReferenceId,
  }));
}

type Seed = (id: string, context: Context) => JsonObject;

/** Bodies that make one of each type. */
const SEEDS: Readonly<Record<string, Seed>> = {
  'microsoft.management/managementgroups': () => ({ properties: {} }),
  'microsoft.management/managementgroups/subscriptions': () => ({}),
  'microsoft.resources/subscriptions/resourcegroups': () => ({ location }),
  'microsoft.resources/deployments': id => ({
    ...(/resourceGroups/i.test(id) ? {} : { location }),
    properties: { mode: 'Incremental', template: TEMPLATE },
  }),
  'microsoft.storage/storageaccounts': inPlace(),
  [`${AUTHORIZATION}/policydefinitions`]: (id, context) => ({
    properties: {
      mode: 'All',
      parameters: parametersFor(id, context),
      policyRule: {
        if: { field: 'name', equals: 'nothing' },
        then: context.isManual ? { effect: 'manual' } : { effect: 'modify', details: DETAILS },
      },
    },
  }),
  [`${AUTHORIZATION}/policydefinitions/versions`]: id => ({
    properties: {
      version: id.slice(id.lastIndexOf('/') + 1),
      policyRule: { if: { field: 'name', equals: 'nothing' }, then: { effect: 'audit' } },
    },
  }),
  [`${AUTHORIZATION}/policysetdefinitions`]: (id, context) => ({
    properties: { parameters: parametersFor(id, context), policyDefinitions: membersOf(id, context) },
  }),
  [`${AUTHORIZATION}/policysetdefinitions/versions`]: (id, context) => ({
    properties: {
      version: id.slice(id.lastIndexOf('/') + 1),
      policyDefinitions: membersOf(id, context),
    },
  }),
  [`${AUTHORIZATION}/policyassignments`]: (id, { references }) => ({
    properties: {
      policyDefinitionId:
        references.length === 0
          ? definitionAt(id)
          : definitionAt(id).replace('policyDefinitions', 'policySetDefinitions'),
    },
  }),
  [`${AUTHORIZATION}/roledefinitions`]: id => ({
    properties: {
      roleName: 'Contract',
      permissions: [{ actions: ['*/read'] }],
      assignableScopes: [scopeOf(id)],
    },
  }),
  [`${AUTHORIZATION}/policyexemptions`]: id => ({
    properties: { policyAssignmentId: assignmentAt(id), exemptionCategory: 'Waiver' },
  }),
  [`${AUTHORIZATION}/variables`]: (_, { columns }) => ({
    properties: {
      columns: (columns.length === 0 ? ['a'] : columns).map(columnName => ({ columnName })),
    },
  }),
  [`${AUTHORIZATION}/variables/values`]: () => ({
    properties: { values: [{ columnName: 'a', columnValue: 1 }] },
  }),
  [`${AUTHORIZATION}/roleassignments`]: () => ({
    properties: { roleDefinitionId: `/providers/${AUTHORIZATION}/roleDefinitions/${READER}`, principalId },
  }),
  'microsoft.policyinsights/attestations': id => ({ properties: { policyAssignmentId: assignmentAt(id) } }),
  'microsoft.policyinsights/remediations': id => ({ properties: { policyAssignmentId: assignmentAt(id) } }),
  [`${ML}/workspaces`]: inPlace(),
  [`${ML}/workspaces/models`]: () => ({ properties: {} }),
  [`${ML}/workspaces/models/versions`]: () => ({ properties: { modelUri: 'https://example.org/m' } }),
  [`${ML}/workspaces/onlineendpoints`]: inPlace({ authMode: 'Key' }),
  [`${ML}/workspaces/onlineendpoints/deployments`]: inPlace({
    model: PHI4,
    endpointComputeType: 'Managed',
    instanceType: 'Standard_DS3_v2',
  }),
  [`${ML}/workspaces/batchendpoints`]: inPlace({ authMode: 'AADToken' }),
  [`${ML}/workspaces/batchendpoints/deployments`]: inPlace({ model: { referenceType: 'Id', assetId: PHI4 } }),
  [`${ML}/workspaces/serverlessendpoints`]: inPlace({
    authMode: 'Key',
    modelSettings: { modelId: 'azureml://registries/azureml/models/Phi-4' },
  }),
  [`${ML}/registries`]: inPlace({ regionDetails: [{ location }] }),
  [`${ML}/registries/models`]: () => ({ properties: {} }),
  [`${ML}/registries/models/versions`]: () => ({ properties: { modelUri: 'https://example.org/m' } }),
};

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [],
};
const DETAILS = {
  roleDefinitionIds: [
    '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c',
  ],
  operations: [{ operation: 'addOrReplace', field: 'tags.contract', value: 'yes' }],
};

function assignmentAt(id: string): string {
  return `${subscriptionOrGroup(scopeOf(id))}/providers/Microsoft.Authorization/policyAssignments/contract`;
}
