import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ImportEntry, importAliasFiles, importPolicies } from '@sluice/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignmentAt, openWorld, type World } from './harness.ts';

// Imports beside a running server, which must follow: what is stored, told, shown, and refused to be assigned.

const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const SETS = '/providers/Microsoft.Authorization/policySetDefinitions';
const WORKSPACES = 'Microsoft.MachineLearningServices/workspaces';
const NEWER = `${WORKSPACES}/isolationGrade`;

let w: World;
let folder = '';
beforeAll(async () => {
  w = await openWorld();
  folder = mkdtempSync(join(tmpdir(), 'sluice-import-'));
});
afterAll(async () => {
  await w.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, json: unknown): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(json));
  return file;
}

const deny = (field: string, value: string) => ({
  mode: 'All',
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: WORKSPACES },
        { field, equals: value },
      ],
    },
    then: { effect: 'deny' },
  },
});

function definition(name: string, properties: object) {
  return {
    id: `${DEFINITIONS}/${name}`,
    name,
    properties: { displayName: name, policyType: 'BuiltIn', version: '1.0.0', ...properties },
  };
}

function initiative(name: string, policyDefinitions: readonly object[]) {
  return {
    id: `${SETS}/${name}`,
    name,
    properties: { displayName: name, policyType: 'BuiltIn', metadata: { category: name }, policyDefinitions },
  };
}

function run(path: string, dryRun = false): Promise<readonly ImportEntry[]> {
  return importPolicies({ place: w.storage.address, folder: w.folder }, path, {
    dryRun,
    onProgress: () => {},
  });
}

const told = (entries: readonly ImportEntry[]) =>
  entries.map(({ path, outcome, code }) => `${path.split('/').at(-1)} ${code ?? outcome}`).sort();

describe('definitions and initiatives', () => {
  beforeAll(() => {
    put('policy/policyDefinitions/named.json', definition('named', deny('name', 'nobody')));
    put('policy/policyDefinitions/newer.json', definition('newer', deny(NEWER, 'low')));
    put(
      'policy/policyDefinitions/pods.json',
      definition('pods', {
        mode: 'Microsoft.Kubernetes.Data',
        policyRule: {
          if: { field: 'type', equals: 'x' },
          then: {
            effect: 'mutate',
            details: { mutationInfo: { sourceType: 'PublicURL', url: 'https://example.com/mutation.yaml' } },
          },
        },
      }),
    );
    put(
      'policy/policyDefinitions/static.json',
      definition('static', {
        policyType: 'Static',
        policyRule: {
          if: { field: 'type', equals: 'x' },
          then: { effect: 'addToNetworkGroup', details: { networkGroupId: 'x' } },
        },
      }),
    );
    put(
      'policy/policyDefinitions/broken.json',
      definition('broken', {
        policyRule: { if: { field: 'name', resembles: 'x' }, then: { effect: 'deny' } },
      }),
    );
    put(
      'policy/policySetDefinitions/base.json',
      initiative('base', [{ policyDefinitionId: `${DEFINITIONS}/NAMED` }]),
    );
    put(
      'policy/policySetDefinitions/holed.json',
      initiative('holed', [{ policyDefinitionId: `${DEFINITIONS}/broken` }]),
    );
  });

  test('a dry run tells, and stores nothing', async () => {
    const revision = await w.storage.changes.revision();
    expect(told(await run(join(folder, 'policy'), true))).toContain('base.json imported');
    expect(await w.storage.changes.revision()).toBe(revision);
    expect((await w.as.owner('GET', `${SETS}/base`)).status).toBe(404);
  });

  test('each file is told of, and a second run changes nothing', async () => {
    const entries = await run(join(folder, 'policy'));
    expect(told(entries)).toEqual([
      'base.json imported',
      'broken.json operator/unknown',
      'holed.json PolicyDefinitionNotFound',
      'named.json imported',
      'newer.json imported',
      'pods.json imported',
      'static.json imported',
    ]);
    expect(entries.find(({ path }) => path.endsWith('broken.json'))).toMatchObject({
      pointer: '/properties/policyRule/if/resembles',
    });
    expect(entries.find(({ path }) => path.endsWith('newer.json'))).toMatchObject({ unknownAliases: 1 });
    const revision = await w.storage.changes.revision();
    expect(told(await run(join(folder, 'policy'))).filter(line => line.endsWith('unchanged'))).toHaveLength(
      5,
    );
    expect(await w.storage.changes.revision()).toBe(revision);
  });

  test('the server shows them; what is not evaluated says why, and a missing mode stays missing', async () => {
    const named = await w.as.mlEngineer('GET', `${DEFINITIONS}/named`);
    expect(named.body.properties).toMatchObject({ policyType: 'BuiltIn', mode: 'All' });
    expect(named.body.properties).not.toHaveProperty('notEvaluated');
    const pods = await w.as.mlEngineer('GET', `${DEFINITIONS}/pods`);
    expect(pods.body.properties.notEvaluated).toContain('Microsoft.Kubernetes.Data');
    const manual = await w.as.mlEngineer('GET', `${DEFINITIONS}/static`);
    expect(manual.body.properties).toMatchObject({
      policyType: 'Static',
      notEvaluated: expect.stringContaining('addToNetworkGroup'),
    });
    expect(manual.body.properties).not.toHaveProperty('mode');
  });

  test('initiatives are listed at the tenant, management groups and subscriptions', async () => {
    for (const scope of ['', w.root, w.production]) {
      const { status, body } = await w.as.mlEngineer('GET', `${scope}${SETS}`);
      expect([status, body.value.map((each: { name: string }) => each.name)]).toEqual([200, ['base']]);
    }
    const filtered = async (filter: string) =>
      (await w.as.owner('GET', `${w.production}${SETS}?$filter=${encodeURIComponent(filter)}`)).body.value
        .length;
    expect([
      await filtered("category eq 'BASE'"),
      await filtered("policyType eq 'Custom'"),
      await filtered('atExactScope()'),
    ]).toEqual([1, 0, 0]);
    const one = await w.as.mlEngineer('GET', `${SETS}/base`);
    expect(one.body).toMatchObject({
      id: `${SETS}/base`,
      type: 'Microsoft.Authorization/policySetDefinitions',
      properties: { policyType: 'BuiltIn', policyDefinitions: [{ policyDefinitionReferenceId: '1' }] },
    });
    const versions = await w.as.owner('GET', `${SETS}/base/versions`);
    expect(versions.body.value.map((each: { name: string }) => each.name)).toEqual(['1.0.0']);
    expect((await w.as.owner('GET', `${SETS}/base/versions/2.0.0`)).status).toBe(404);
    const all = await w.as.owner(
      'POST',
      '/providers/Microsoft.Authorization/listPolicySetDefinitionVersions',
    );
    expect(all.body.value).toHaveLength(1);
  });

  test('a built-in initiative cannot be written or deleted', async () => {
    const path = `${SETS}/base`;
    expect((await w.as.owner('DELETE', path)).status).toBe(403);
    const written = await w.as.owner('PUT', path, { body: { properties: { policyDefinitions: [] } } });
    expect(written.body.error).toMatchObject({ code: 'BuiltInPolicyDefinitionCannotBeChanged' });
    expect((await w.as.anonymous('GET', path)).status).toBe(401);
  });

  test.each([
    ['a mode that is not judged here', `${DEFINITIONS}/pods`, /Kubernetes/],
    ['an effect that is not built', `${DEFINITIONS}/static`, /addToNetworkGroup/],
  ])('assigning %s is refused by name', async (_, policyDefinitionId, message) => {
    const answer = await w.as.owner('PUT', assignmentAt(w.sandbox, 'imported'), {
      body: { properties: { policyDefinitionId } },
    });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'FeatureNotSupported']);
    expect(answer.body.error.message).toMatch(message);
  });
});

describe('aliases', () => {
  const workspace = () => `${w.sandbox}/resourceGroups/rg-import/providers/${WORKSPACES}/graded`;
  const graded = (isolationGrade: string) => ({ location: 'westeurope', properties: { isolationGrade } });

  function importAliases(types: object) {
    return importAliasFiles(
      { place: w.storage.address, folder: w.folder },
      { file: put('aliases.json', { resourceTypes: types }) },
      { dryRun: false, onProgress: () => {} },
    );
  }

  test('a rule with an alias that nobody knows is warned about and applies to nothing; once it is imported, it refuses', async () => {
    await w.as.owner('PUT', `${w.sandbox}/resourceGroups/rg-import`, { body: { location: 'westeurope' } });
    const assigned = await w.as.owner('PUT', assignmentAt(w.sandbox, 'graded'), {
      body: { properties: { policyDefinitionId: `${DEFINITIONS}/newer` } },
    });
    expect(assigned.status).toBe(201);
    expect(assigned.headers['x-sluice-warnings']).toContain('alias/unknown');
    expect((await w.as.owner('PUT', workspace(), { body: graded('low') })).status).toBe(201);

    await importAliases({ [WORKSPACES]: { [NEWER]: 'properties.isolationGrade' } });
    const refused = await w.as.owner('PUT', workspace(), { body: graded('low') });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect((await w.as.owner('PUT', workspace(), { body: graded('high') })).status).toBe(200);
  });

  test('they can be used in custom definitions, and are shown', async () => {
    const path = `${w.sandbox}${DEFINITIONS}/ddos`;
    const alias = 'Microsoft.Network/virtualNetworks/enableDdosProtection';
    const body = { properties: deny(alias, 'false') };
    expect((await w.as.owner('PUT', path, { body })).body.error.code).toBe('InvalidPolicyRule');
    const types = { 'Microsoft.Network/virtualNetworks': { [alias]: 'properties.enableDdosProtection' } };
    expect(await importAliases(types)).toMatchObject({ changed: 1 });
    expect(await importAliases(types)).toMatchObject({ changed: 0 });
    expect((await w.as.owner('PUT', path, { body })).status).toBe(201);
    const provider = `${w.sandbox}/providers/Microsoft.Network`;
    const shown = await w.as.owner('GET', `${provider}?$expand=resourceTypes/aliases`);
    expect(shown.body.resourceTypes).toMatchObject([
      { resourceType: 'virtualNetworks', aliases: [{ name: alias }] },
    ]);
    expect((await w.as.owner('GET', provider)).status).toBe(404);
  });
});

test('a new version that an assignment could not go on with is refused; the old one stays in force', async () => {
  const parameters = { needed: { type: 'String' } };
  const newer = definition('newer', {
    ...deny('name', "[parameters('needed')]"),
    parameters,
    version: '2.0.0',
  });
  const [entry] = await run(put('later/policyDefinitions/newer.json', newer));
  expect(entry).toMatchObject({ outcome: 'refused', code: 'InvalidPolicyParameters' });
  expect(entry?.reason).toContain('graded');
  expect((await w.as.owner('GET', `${DEFINITIONS}/newer`)).body.properties.version).toBe('1.0.0');
});

test("what Sluice ships of Azure's definitions stays", async () => {
  const id = '19539b54-c61e-4196-9a38-67598701be90';
  const before = (await w.as.owner('GET', `${DEFINITIONS}/${id}`)).body.properties;
  const [entry] = await run(put('ours/policyDefinitions/x.json', definition(id, deny('name', 'x'))));
  expect(entry?.outcome).toBe('kept');
  expect((await w.as.owner('GET', `${DEFINITIONS}/${id}`)).body.properties).toEqual(before);
});

test('a path that is not there is said', async () => {
  await expect(run(join(folder, 'nowhere'))).rejects.toThrow(/nowhere/);
});
