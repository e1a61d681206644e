import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '@sluice/arm/errors';
import { applyChanges, checkChanges, decide, type Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { toRequest } from '@sluice/providers/enforcement';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CaseAssignment, DecisionFile } from '../../packages/cli/src/decisions/decision-case.ts';
import { readWorld } from '../../packages/cli/src/decisions/decision-file.ts';
import {
  assignmentChanges,
  changesOfPut,
  definitionChanges,
  emptyWorld,
  NOW,
  prepared,
} from '../../packages/cli/src/decisions/decision-world.ts';
import { schemaProblems } from './schema-problems.ts';

// Runs conformance/decisions-bypass.yaml through `decide`, once for each set of assignments. Says nothing by itself.

type BypassCase = {
  readonly name: string;
  readonly deployment: string;
  readonly properties: JsonObject;
  readonly settings?: JsonObject;
  readonly expect: {
    readonly model?: { readonly assetId?: string; readonly lineage?: string };
    readonly passes?: readonly string[];
    readonly refused?: string;
  };
};

type BypassTable = {
  readonly catalog: Readonly<Record<string, JsonObject>>;
  readonly assignments: Readonly<
    Record<string, readonly Pick<CaseAssignment, 'definition' | 'parameters'>[]>
  >;
  readonly deployments: Readonly<Record<string, string>>;
  readonly cases: readonly BypassCase[];
};

const FOLDER = join(import.meta.dirname, '../../conformance');
const TABLE: BypassTable = parse(readFileSync(join(FOLDER, 'decisions-bypass.yaml'), 'utf8'));
const SCHEMA = JSON.parse(readFileSync(join(FOLDER, 'schema/bypass-case.json'), 'utf8'));

const WORLD: DecisionFile = {
  path: join(FOLDER, 'decisions-bypass.yaml'),
  place: readWorld(join(FOLDER, 'decisions-world.yaml')),
  cases: [],
};

const CATALOG = Object.entries(TABLE.catalog).reduce(
  (snapshot, [end, properties]) =>
    applyChanges(snapshot, snapshot.revision + 1, changesOfPut(idOf(end), { properties }, snapshot)),
  emptyWorld(WORLD.place),
);

test('the table follows its schema, and names only assignments that there are', () => {
  expect(schemaProblems(SCHEMA, TABLE)).toEqual([]);
  const named = TABLE.cases.flatMap(each => each.expect.passes ?? []);
  expect(named.filter(name => !(name in TABLE.assignments))).toEqual([]);
});

test('nothing of ours lets the restricted model or a copy of it pass', () => {
  const restricted = TABLE.cases.filter(({ expect: { model } }) =>
    [model?.assetId, model?.lineage].includes('azureml://registries/contoso/models/chat/versions/1'),
  );
  const passed = restricted.flatMap(each => each.expect.passes ?? []);
  expect(new Set(passed)).toEqual(new Set(['only-allowed-registry', 'approved-registry-models']));
});

describe.each(Object.entries(TABLE.assignments))('%s', (name, given) => {
  const assign = given.map((each, index) => ({ ...each, name: `stop-${index}`, at: 'tenant' }));
  const defined = applyChanges(CATALOG, CATALOG.revision + 1, definitionChanges(assign, WORLD));
  const assigned = assignmentChanges(assign, WORLD);
  const world = applyChanges(defined, defined.revision + 1, assigned);

  test('can be assigned', () => {
    expect(checkChanges(defined, assigned).problems).toEqual([]);
  });

  test.each(TABLE.cases.map(each => [each.name, each] as const))('%s', (_, each) => {
    const { refused, passes = [] } = each.expect;
    expect(verdict(world, each)).toBe(refused ?? (passes.includes(name) ? 'allow' : 'deny'));
  });
});

/** The verdict, or the code of what refused the request before it was judged. */
function verdict(world: Snapshot, { deployment, properties, settings = {} }: BypassCase): string {
  const record = { catalog: settings };
  const snapshot = applyChanges(world, world.revision + 1, [{ kind: 'settings', key: 'default', record }]);
  const resource = idOf(TABLE.deployments[deployment] ?? '');
  const body = { location: 'westeurope', properties };
  try {
    const request = toRequest({
      ...prepared({ verb: 'PUT', resource, body }, snapshot, WORLD.place),
      decisionId: 'case',
      at: NOW,
      occasion: 'write',
      snapshot,
      apiVersion: '2024-10-01',
      correlationId: 'case',
      action: 'case/write',
    });
    return decide(snapshot, request).verdict;
  } catch (error) {
    if (error instanceof ApiError) return error.detail.code;
    throw error;
  }
}

function idOf(end: string): string {
  const namespace = end.startsWith('accounts')
    ? 'Microsoft.CognitiveServices'
    : 'Microsoft.MachineLearningServices';
  return `/subscriptions/s/resourceGroups/g/providers/${namespace}/${end}`;
}
