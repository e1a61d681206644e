import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { objectAt } from '../json-value.ts';
import { toArm } from '../prepare.ts';
import { catalogSnapshot, typeAt } from '../testing/catalog-snapshot.ts';
import { refusalOf, written } from '../testing/write.ts';

// Runs conformance/decisions-bypass.yaml: prepares the deployment, derives its component, compares `model`.

type BypassCase = {
  readonly name: string;
  readonly deployment: string;
  readonly properties: JsonObject;
  readonly settings?: JsonObject;
  readonly expect: { readonly model?: JsonObject; readonly refused?: string };
};
type BypassTable = {
  readonly catalog: Readonly<Record<string, JsonObject>>;
  readonly deployments: Readonly<Record<string, string>>;
  readonly cases: readonly BypassCase[];
};

const FILE = join(import.meta.dirname, '../../../../conformance/decisions-bypass.yaml');
const { catalog, deployments, cases }: BypassTable = parse(readFileSync(FILE, 'utf8'));

/** What only the catalog says of a model: not what these cases are about. */
const CATALOG_FACTS = ['publisher', 'licence', 'task', 'format', 'sizeBytes', 'stage', 'approvedBy'];

function idOf(end: string): string {
  const namespace = end.startsWith('accounts')
    ? 'Microsoft.CognitiveServices'
    : 'Microsoft.MachineLearningServices';
  return `/subscriptions/s/resourceGroups/g/providers/${namespace}/${end}`;
}

function deploy({ deployment, properties, settings }: BypassCase): JsonObject {
  const snapshot = catalogSnapshot(
    Object.entries(catalog).map(([end, inner]) => [idOf(end), { properties: inner }]),
    settings,
  );
  const id = idOf(deployments[deployment] ?? '');
  const type = typeAt(id);
  const resource = toArm(
    written({ type, id, body: { location: 'westeurope', properties }, input: { snapshot } }),
  );
  const [component] = type.componentsOf?.(resource, type.factsFor?.(resource, snapshot)) ?? [];
  return objectAt(component?.content, 'model');
}

function withoutCatalogFacts(model: JsonObject): JsonObject {
  const { origins, ...rest } = model;
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !CATALOG_FACTS.includes(name)));
  if (!Array.isArray(origins)) return kept;
  return { ...kept, origins: origins.map((origin: JsonObject) => withoutCatalogFacts(origin)) };
}

describe('a deployment that names its model by', () => {
  it.each(cases.filter(({ expect }) => expect.model).map(one => [one.name, one] as const))('%s', (_, one) => {
    expect(withoutCatalogFacts(deploy(one))).toEqual(one.expect.model);
  });
});

describe('a deployment is refused that names its model by', () => {
  it.each(cases.filter(({ expect }) => expect.refused).map(one => [one.name, one] as const))(
    '%s',
    (_, one) => {
      expect(refusalOf(() => deploy(one))).toMatchObject({ status: 400, code: one.expect.refused });
    },
  );
});

it('each case has a name of its own, and a deployment that exists', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.filter(({ deployment }) => deployments[deployment] === undefined)).toEqual([]);
});
