import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseResourceId } from '@sluice/arm/ids';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { prepare, show } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import { describe, expect, test } from 'vitest';
import { bareSnapshot } from '../../packages/providers/src/testing/bare-snapshot.ts';

// Plays the official request examples of Microsoft.MachineLearningServices through shape and prepare: what they send is accepted
// and comes back, and what their answers hold, ours hold with the same JSON types.

const CONTRACT = join(import.meta.dirname, '../../../shared/contract');
const FOLDERS = ['ml/2022-02-01-preview', 'ml/2024-04-01'];

/** Types of later steps, whose examples wait for them. */
const NOT_BUILT: ReadonlySet<string> = new Set([
  'microsoft.machinelearningservices/registries/environments',
  'microsoft.machinelearningservices/registries/environments/versions',
  'microsoft.machinelearningservices/workspaces/connections',
  'microsoft.machinelearningservices/workspaces/environments',
  'microsoft.machinelearningservices/workspaces/environments/versions',
  'microsoft.machinelearningservices/workspaces/marketplacesubscriptions',
]);

/** What a request of the contract may hold that we do not keep. */
const NOT_KEPT: readonly RegExp[] = [
  // Keys are made here and read by listKeys.
  /^\/properties\/keys/,
  // The server says where a registry is found.
  /^\/properties\/(discoveryUrl|mlFlowRegistryUri)$/,
];

/** What an answer of the contract may hold that ours does not, each with the reason. */
const LEFT_OUT: readonly { readonly path: RegExp; readonly because: string }[] = [
  {
    path: /^\/identity\/userAssignedIdentities\//,
    because: 'user-assigned identities are not resources here',
  },
  {
    path: /^\/identity\/(principalId|tenantId)$/,
    because: 'some examples answer them for user-assigned identities',
  },
  { path: /^\/properties\/marketplaceSubscriptionId$/, because: 'the market place is a later step' },
  { path: /^\/properties\/inferenceEndpoint\/headers\/string$/, because: 'the name is a placeholder' },
  {
    path: /^\/properties\/resources\/properties\/string\/[0-9a-f-]{36}$/,
    because: 'the name is made up anew in each answer',
  },
  {
    path: /^\/properties\/registryPrivateEndpointConnections\/\d+\/properties\/privateEndpoint\/id$/,
    because: 'private endpoints are not resources here',
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
const WRITES = EXAMPLES.filter(({ method }) => method === 'PUT' || method === 'PATCH').flatMap(example => {
  const type = findType(typeKeyOf(example));
  return type === undefined ? [] : [[example.file, { example, type }] as const];
});

const PUTS = WRITES.filter(([, { example }]) => example.method === 'PUT');

test('every example that writes is of a type that we have, or that is known to come later', () => {
  const unknown = EXAMPLES.filter(({ method }) => method === 'PUT' || method === 'PATCH')
    .map(typeKeyOf)
    .filter(key => findType(key) === undefined);
  expect(new Set(unknown)).toEqual(NOT_BUILT);
  expect(WRITES.length).toBeGreaterThan(20);
});

describe('what the contract sends is accepted and kept', () => {
  test.each(WRITES)('%s', (_, { example, type }) => {
    const sent = bodyOf(example);
    const resource = play(example, type);
    expect(
      missing(sent, resource.body as JsonValue, '', sameValue).filter(
        path => !NOT_KEPT.some(pattern => pattern.test(path)),
      ),
    ).toEqual([]);
  });
});

describe('what the contract answers, ours answers too', () => {
  test.each(PUTS)('%s', (_, put) => {
    expect(notAnswered(put).filter(path => !LEFT_OUT.some(left => left.path.test(path)))).toEqual([]);
  });

  test('but for what is listed, and nothing is listed that is not so', () => {
    const gone = PUTS.flatMap(([, put]) => notAnswered(put));
    expect(LEFT_OUT.filter(({ path }) => !gone.some(place => path.test(place)))).toEqual([]);
  });
});

type Write = { readonly example: Example; readonly type: ResourceType };

/** Paths of an example's answers that ours does not have, or has with another JSON type. */
function notAnswered({ example, type }: Write): readonly string[] {
  const input = { baseUrl: 'https://localhost:8443', tenantId: 't', snapshot: bareSnapshot() };
  const answer = show(type, play(example, type), input);
  return Object.values(example.responses).flatMap(({ body }) =>
    isObject(body) ? missing(body, answer, '', sameKind) : [],
  );
}

/** Prepares the request of an example; a PATCH over what a PUT of the type's required properties has stored. */
function play(example: Example, type: ResourceType): Resource {
  const location = { location: 'string' };
  const stored =
    example.method === 'PATCH' ? run('PUT', { ...location, properties: {} }, undefined) : undefined;
  const sent = bodyOf(example);
  const needsLocation = type.tracked && example.method === 'PUT' && sent['location'] === undefined;
  return run(
    example.method === 'PATCH' ? 'PATCH' : 'PUT',
    needsLocation ? { ...sent, ...location } : sent,
    stored,
  );

  function run(verb: 'PUT' | 'PATCH', body: JsonObject, before: Resource | undefined): Resource {
    const id = idOf(example);
    let ids = 0;
    return prepare(type, {
      id,
      verb,
      body,
      stored: before,
      apiVersion: '2024-04-01',
      etag: 'e',
      complete: {
        id,
        stored: before,
        verb,
        now: '2026-11-01T10:00:00Z',
        tenantId: 't',
        callerId: 'c',
        newId: () => `${++ids}`,
      },
    }).resource;
  }
}

/** Paths of `expected` that `found` does not have, or has otherwise. */
function missing(
  expected: JsonValue,
  found: JsonValue | undefined,
  path: string,
  same: (one: JsonValue, other: JsonValue) => boolean,
): readonly string[] {
  if (found === undefined) return [path];
  if (isObject(expected) && isObject(found)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      missing(value, found[name], `${path}/${name}`, same),
    );
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    return expected.flatMap((value: JsonValue, index) =>
      missing(value, found[index] as JsonValue | undefined, `${path}/${index}`, same),
    );
  }
  return same(expected, found) ? [] : [path];
}

function sameValue(one: JsonValue, other: JsonValue): boolean {
  return one === other;
}

function sameKind(one: JsonValue, other: JsonValue): boolean {
  return one === null || (typeof one === typeof other && Array.isArray(one) === Array.isArray(other));
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body is the one parameter that is an object. */
function bodyOf({ parameters }: Example): JsonObject {
  return Object.values(parameters).find(isObject) ?? {};
}

function idOf(example: Example) {
  const path = example.path.replace(/\{(\w+)\}/g, (_, name: string) => String(example.parameters[name]));
  const id = parseResourceId(path);
  if (id === undefined) throw new Error(`'${path}' is no id`);
  return id;
}

function typeKeyOf(example: Example): string {
  return idOf(example).typeKey;
}

/** The rows of the contract's index for these folders, with their files. */
function readIndex(): readonly Example[] {
  const examples: Example[] = [];
  let folder = '';
  for (const line of readFileSync(join(CONTRACT, 'INDEX.md'), 'utf8').split('\n')) {
    if (line.startsWith('## ')) folder = line.slice(3).trim();
    const [, file, method, path] = /^\| `([^`]+)` \|[^|]*\| (\w+) \| `([^`]+)` \|/.exec(line) ?? [];
    if (file === undefined || method === undefined || path === undefined || !FOLDERS.includes(folder))
      continue;
    const { parameters, responses } = JSON.parse(readFileSync(join(CONTRACT, folder, file), 'utf8'));
    examples.push({ file: `${folder}/${file}`, method, path, parameters, responses });
  }
  return examples;
}
