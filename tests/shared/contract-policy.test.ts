import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ActivityEntry, Resource } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { prepare, show } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import {
  DATA_MANIFESTS,
  dataPolicyManifestToWire,
  findType,
  locationsToWire,
  parseEventSelect,
  providerDocument,
  selectFields,
  toEventData,
} from '@sluice/providers/types';
import { describe, expect, test } from 'vitest';
import { bareSnapshot, group, subscription } from '../../packages/providers/src/testing/bare-snapshot.ts';
import { remediatedResourceToWire } from '../../packages/server/src/resources/microsoft.policy-insights/remediated-resource.ts';

// Plays the official request examples of policy objects, roles, management groups and resource groups through shape and prepare:
// what they send is accepted and comes back, and what their answers hold, ours hold with the same JSON types.

const CONTRACT = join(import.meta.dirname, '../../../shared/contract');

const FOLDERS = [
  'authorization/2022-04-01',
  'management-groups/2023-04-01',
  'policy/assignments/2024-04-01',
  'policy/assignments/2025-03-01',
  'policy/assignments/2026-01-01-preview',
  'policy/definitions/2023-04-01',
  'policy/enrollments/2026-01-01-preview',
  'policy/exemptions/2022-07-01-preview',
  'policy/set-definitions/2023-04-01',
  'policy/variables/2022-08-01-preview',
  'policyinsights/attestations/2022-09-01',
  'policyinsights/remediations/2021-10-01',
  'resources/resources/2024-03-01',
  'resources/subscriptions/2022-12-01',
];

/** Types of later steps, whose examples wait for them. */
const NOT_BUILT: ReadonlySet<string> = new Set([
  'microsoft.management/managementgroups/settings',
  'microsoft.resources/tags',
]);

/** Their examples all link their templates, and nothing is fetched here; an answer does not show the template. */
const DEPLOYMENTS = 'microsoft.resources/deployments';

/** Examples whose path is a placeholder that is no id. */
const NO_ID: ReadonlySet<string> = new Set(['authorization/2022-04-01/PutRoleDefinition.json']);

/** Answers that nobody could send back, each with the reason. */
const NOT_SENT_BACK: ReadonlyMap<string, string> = new Map([
  ['authorization/2022-04-01/GetRoleDefinitionById.json (0)', 'its name and its type are placeholders'],
  ['authorization/2022-04-01/GetRoleDefinitionByName.json (0)', 'its name and its type are placeholders'],
  ['authorization/2022-04-01/GetRoleDefinitionAtScope.json (0)', 'its name and its type are placeholders'],
  ['authorization/2022-04-01/PutRoleDefinition.json (0)', 'its name and its type are placeholders'],
  [
    'policy/definitions/2023-04-01/listPolicyDefinitionVersionsByManagementGroup.json (1)',
    'its id and its version are of two versions',
  ],
  [
    'management-groups/2023-04-01/GetDescendants.json (1)',
    'the id is that of a subscription, the type that of its place',
  ],
]);

/** What an answer of the contract may hold that ours does not. */
const LEFT_OUT: readonly { readonly path: RegExp; readonly because: string }[] = [
  {
    path: /^\/properties\/(policyDefinitions\/0\/)?definitionVersion$/,
    because: 'shown where the client pinned one: whoever pins none has the current version',
  },
  { path: /^\/properties\/metadata\/assignedBy$/, because: 'for the client to say' },
  {
    path: /^\/properties\/policyAssignmentInstanceId$/,
    because: 'the assignment of the example is not in the snapshot of these tests',
  },
];

type Example = {
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: JsonObject;
  readonly responses: Readonly<Record<string, { readonly body?: JsonValue }>>;
};

const EXAMPLES = readIndex();
const WRITES = EXAMPLES.filter(({ method }) => method === 'PUT' || method === 'PATCH').filter(
  ({ file }) => !NO_ID.has(file),
);
const PLAYABLE = WRITES.flatMap(example => {
  const type = typeOf(idOf(example));
  return type === undefined ? [] : [[example.file, { example, type }] as const];
});
const BUILT = PLAYABLE.filter(([, { type }]) => type.type.toLowerCase() !== DEPLOYMENTS);
const LINKED = PLAYABLE.filter(([, { type }]) => type.type.toLowerCase() === DEPLOYMENTS);

const ROOT = '20000000-0000-0000-0000-000000000000';
const snapshot = bareSnapshot({
  scopes: [
    group(ROOT),
    group('RootGroup', ROOT),
    group('AlternateRootGroup', ROOT),
    group('Group', ROOT),
    group('20000000-0000-0000-0000-000000000001', ROOT),
    subscription('728bcbe4-8d56-4510-86c2-4921b8beefbc', ROOT),
  ],
});

describe('the examples', () => {
  test('are there', () => {
    expect(BUILT.length).toBeGreaterThan(20);
  });

  test('that we cannot play are of types that later steps bring', () => {
    const unknown = WRITES.filter(example => typeOf(idOf(example)) === undefined).map(example =>
      typeKeyOf(idOf(example)),
    );
    expect(new Set(unknown)).toEqual(NOT_BUILT);
  });

  test('that are skipped exist', () => {
    const files = EXAMPLES.map(({ file }) => file);
    expect(
      [...NO_ID, ...[...NOT_SENT_BACK.keys()].map(name => name.replace(/ \(\d+\)$/, ''))].filter(
        file => !files.includes(file),
      ),
    ).toEqual([]);
  });
});

describe('a request', () => {
  test.each(BUILT)('%s is accepted, and comes back', (_, { example, type }) => {
    const shown = shownOf(type, play(example, type));
    expect(changed(bodyOf(example), shown, '')).toEqual([]);
  });

  test.each(BUILT)('%s is answered with all that the contract shows', (_, { example, type }) => {
    const shown = shownOf(type, play(example, type));
    expect(answersOf(example).flatMap(answer => missing(answer, shown, ''))).toEqual([]);
  });
});

describe('a linked template', () => {
  test.each(LINKED)('%s is refused by name', (_, { example, type }) => {
    expect(codeOf(() => play(example, type))).toBe('FeatureNotSupported');
  });
});

describe('an answer', () => {
  const items = EXAMPLES.filter(({ method }) => ['GET', 'PUT'].includes(method)).flatMap(example => {
    const bodies = answersOf(example)
      .flatMap(itemsOf)
      .filter(body => ![undefined, DEPLOYMENTS].includes(storedTypeOf(body)?.type.toLowerCase()));
    return bodies.map((body, index) => [`${example.file} (${index})`, body] as const);
  });

  test('there are many', () => {
    expect(items.length).toBeGreaterThan(30);
  });

  test.each(items.filter(([name]) => !NOT_SENT_BACK.has(name)))('%s may be sent back as a PUT', (_, body) => {
    const type = storedTypeOf(body);
    const problem = type ? codeOf(() => sendBack(type, body)) : 'no type';
    expect(problem).toBeUndefined();
  });

  test.each(items.filter(([name]) => NOT_SENT_BACK.has(name)))('%s cannot', (_, body) => {
    const type = storedTypeOf(body);
    const problem = type ? codeOf(() => sendBack(type, body)) : undefined;
    expect(problem).toBeOneOf(['InvalidRequestContent', 'InvalidResourceName']);
  });
});

describe('what is only read', () => {
  test('events have the fields of the contract, with its JSON types', () => {
    const [event] = answersOf(exampleOf('activity-log/2015-04-01/GetActivityLogsFiltered.json')).flatMap(
      itemsOf,
    );
    const entry: ActivityEntry = {
      eventId: 'e',
      at: '2015-01-21T22:14:26.979Z',
      category: 'Administrative',
      subscriptionId: 's',
      resourceGroup: 'rg',
      resourceId: '/subscriptions/s',
      resourceType: 'A.B/c',
      resourceProvider: 'A.B',
      operation: 'A.B/c/write',
      status: 'Succeeded',
      level: 'Informational',
      caller: 'c',
      correlationId: 'c',
      body: {
        authorization: { action: 'A.B/c/write', role: 'Owner', scope: '/subscriptions/s' },
        claims: event === undefined ? {} : claimsOf(event),
        httpRequest: { clientRequestId: 'r', clientIpAddress: '127.0.0.1', method: 'PUT' },
        properties: { statusCode: 'Created' },
      },
    };
    expect(event === undefined ? ['no event'] : missing(event, toEventData(entry, 't'), '')).toEqual([]);
  });

  test('$select leaves what the contract leaves', () => {
    const example = exampleOf('activity-log/2015-04-01/GetActivityLogsFilteredAndSelected.json');
    const [selected] = answersOf(example).flatMap(itemsOf);
    const [whole] = answersOf(exampleOf('activity-log/2015-04-01/GetActivityLogsFiltered.json')).flatMap(
      itemsOf,
    );
    const select = example.parameters['$select'];
    const fields = parseEventSelect(typeof select === 'string' ? select : undefined);
    expect(Object.keys(selectFields(whole ?? {}, fields)).sort()).toEqual(Object.keys(selected ?? {}).sort());
  });

  test('a manifest has the fields of the contract', () => {
    const [manifest] = answersOf(
      exampleOf('policy/data-policy-manifests/2020-09-01/getDataPolicyManifest.json'),
    );
    const [ours] = DATA_MANIFESTS.map(dataPolicyManifestToWire);
    const left = missing(manifest ?? {}, ours ?? {}, '').filter(
      path => !path.startsWith('/properties/resourceFunctions/custom/0'),
    );
    expect(
      left.filter(path => !path.startsWith('/properties/resourceTypeAliases/0/aliases/0/paths/0')),
    ).toEqual([]);
  });

  test('a remediated resource has the fields of the contract', () => {
    const [wanted] = answersOf(
      exampleOf('policyinsights/remediations/2021-10-01/Remediations_ListDeploymentsResourceScope.json'),
    ).flatMap(itemsOf);
    const ours = remediatedResourceToWire({
      resourceKey: '/r',
      resourceId: '/R',
      location: 'eastus',
      status: 'Succeeded',
      deploymentId: '/d',
      error: null,
      createdOn: '2018-09-13T21:51:09Z',
      lastUpdatedOn: '2018-09-13T21:51:09Z',
    });
    expect(wanted === undefined ? ['no example'] : missing(wanted, ours, '')).toEqual([]);
  });

  test('locations have the fields of the contract, without places on the map', () => {
    const [location] = answersOf(exampleOf('resources/subscriptions/2022-12-01/GetLocations.json')).flatMap(
      itemsOf,
    );
    expect(missing(location ?? {}, locationsToWire('s')[0] ?? {}, '')).toEqual([
      '/metadata/longitude',
      '/metadata/latitude',
      '/metadata/physicalLocation',
      '/metadata/pairedRegion',
      '/availabilityZoneMappings',
    ]);
  });

  test('a provider has the fields of the contract', () => {
    const [provider] = answersOf(exampleOf('resources/resources/2024-03-01/GetProvider.json'));
    const ours = providerDocument('Microsoft.MachineLearningServices', true, 's') ?? {};
    expect(missing(provider ?? {}, ours, '')).toEqual(['/resourceTypes/0/locationMappings']);
  });
});

/** Plays an example: a PATCH over what its answer was before. */
function play(example: Example, type: ResourceType): Resource {
  const id = idOf(example);
  const body = bodyOf(example);
  if (example.method === 'PUT') return write(type, id, 'PUT', body);
  return write(type, id, 'PATCH', body, write(type, id, 'PUT', beforePatch(example)));
}

/** The answer without what the request brought. */
function beforePatch(example: Example): JsonObject {
  const { location: _, identity: __, properties, ...rest } = answersOf(example)[0] ?? {};
  const { overrides: ___, resourceSelectors: ____, ...before } = isObject(properties) ? properties : {};
  return { ...rest, properties: before };
}

function sendBack(type: ResourceType, body: JsonObject): Resource {
  return write(type, String(body['id']).trim(), 'PUT', { ...body, id: String(body['id']).trim() });
}

function write(
  type: ResourceType,
  path: string,
  verb: 'PUT' | 'PATCH',
  body: JsonObject,
  stored?: Resource,
): Resource {
  const id = parseResourceId(path);
  if (id === undefined) throw new Error(`'${path}' is no id`);
  const complete = {
    id,
    stored,
    snapshot,
    now: '2026-11-01T10:00:00Z',
    tenantId: '20000000-0000-0000-0000-000000000000',
    callerId: 'caller',
    newId: () => 'new-id',
    builtIn: id.scope.kind === 'tenant' || id.typeKey.endsWith('/roledefinitions'),
  };
  return prepare(type, { id, verb, body, stored, apiVersion: '2026-06-01', complete, etag: 'e' }).resource;
}

function shownOf(type: ResourceType, resource: Resource): JsonObject {
  return show(type, resource, { baseUrl: 'https://localhost:8443', tenantId: 't', snapshot });
}

/** Paths of a request whose value an answer shows otherwise. */
function changed(sent: JsonValue, shown: JsonValue | undefined, path: string): readonly string[] {
  if (path === '/properties/roleDefinitionId' || path === '/displayName' || path === '/parentGroupId')
    return [];
  if (isObject(sent))
    return Object.entries(sent).flatMap(([name, value]) =>
      changed(value, isObject(shown) ? shown[name] : undefined, `${path}/${name}`),
    );
  return JSON.stringify(sent) === JSON.stringify(shown) ? [] : [path];
}

/** Paths of the contract's answer that ours does not have, or has with another JSON type. Of arrays the first element counts. */
function missing(wanted: JsonValue, found: JsonValue | undefined, path: string): readonly string[] {
  if (found === undefined || kindOf(found) !== kindOf(wanted))
    return LEFT_OUT.some(left => left.path.test(path)) ? [] : [path];
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted[0] === undefined ? [] : missing(wanted[0], found[0], `${path}/0`);
  if (!isObject(wanted) || !isObject(found)) return [];
  return Object.entries(wanted).flatMap(([name, value]) => missing(value, found[name], `${path}/${name}`));
}

function kindOf(value: JsonValue): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.detail.code;
    throw error;
  }
}

function claimsOf(event: JsonObject): JsonObject {
  const claims = event['claims'];
  return isObject(claims) ? claims : {};
}

function answersOf({ responses }: Example): readonly JsonObject[] {
  const bodies = Object.entries(responses)
    .filter(([status]) => status === '200' || status === '201')
    .map(([, { body }]) => body);
  return bodies.filter(isObject);
}

function itemsOf(answer: JsonObject): readonly JsonObject[] {
  const { value } = answer;
  return Array.isArray(value) ? value.filter(isObject) : [answer];
}

/** The type of an answered object that we store, when its id is one. */
function storedTypeOf(body: JsonObject): ResourceType | undefined {
  const { id } = body;
  const type = typeof id === 'string' ? typeOf(id.trim()) : undefined;
  return type?.stored === false ? undefined : type;
}

function typeOf(id: string): ResourceType | undefined {
  const key = typeKeyOf(id);
  return key === undefined ? undefined : findType(key);
}

function typeKeyOf(id: string): string | undefined {
  return parseResourceId(id)?.typeKey;
}

/** The path of an example with its parameters filled in. */
function idOf({ path, parameters }: Example): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}

/** The body is the parameter that is an object. */
function bodyOf({ parameters }: Example): JsonObject {
  return Object.values(parameters).find(isObject) ?? {};
}

function exampleOf(file: string): Example {
  const { parameters, responses } = JSON.parse(readFileSync(join(CONTRACT, file), 'utf8'));
  return { file, method: 'GET', path: '', parameters, responses };
}

/** The rows of the contract's index that are in our folders, each with its example. */
function readIndex(): readonly Example[] {
  let folder = '';
  return readFileSync(join(CONTRACT, 'INDEX.md'), 'utf8')
    .split('\n')
    .flatMap(line => {
      folder = /^## (\S+\/\S+)/.exec(line)?.[1] ?? (line.startsWith('## ') ? '' : folder);
      const [, name, method = '', path = ''] =
        /^\| `([^`]+\.json)` \| \w+ \| (\w+) \| `([^`]+)`/.exec(line) ?? [];
      const file = name === undefined ? '' : folder === '' ? name : `${folder}/${name}`;
      return FOLDERS.some(ours => file.startsWith(`${ours}/`)) ? [{ ...exampleOf(file), method, path }] : [];
    });
}
