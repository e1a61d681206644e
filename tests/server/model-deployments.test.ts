import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, assignmentAt, onlyRegistry, openWorld, replaceRights, type World } from './harness.ts';

const API = '2026-11-01';
const ML = 'providers/Microsoft.MachineLearningServices';

let world: World;
let workspace: string;
beforeAll(async () => {
  world = await openWorld();
  workspace = `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat`;
  const assigned = await world.as.owner('PUT', assignmentAt(world.production, 'registry'), {
    body: onlyRegistry('azureml'),
  });
  expect(assigned.status).toBe(201);
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Deployment = {
  readonly id: string;
  readonly name: string;
  readonly properties: {
    readonly kind: string;
    readonly parentId: string;
    readonly endpointId?: string;
    readonly model: { readonly assetId?: string; readonly name?: string; readonly registry?: string };
    readonly createdAt: string;
    readonly complianceState?: string;
    readonly compliance?: Readonly<Record<string, number>>;
  };
};

function ask(scope: string, query: Record<string, string> = {}, who: Who = 'owner'): Promise<Answer> {
  const text = new URLSearchParams(query).toString();
  const path = `${scope}/providers/Sluice.Governance/modelDeployments${text === '' ? '' : `?${text}`}`;
  return world.as[who]('GET', path, { apiVersion: API });
}

async function list(
  scope: string,
  query?: Record<string, string>,
  who?: Who,
): Promise<readonly Deployment[]> {
  const answer = await ask(scope, query, who);
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
  return answer.body.value;
}

function kindsOf(deployments: readonly Deployment[]): readonly string[] {
  return [...new Set(deployments.map(({ properties }) => properties.kind))].sort();
}

describe('what runs a model', () => {
  it('is everything that deploys one, whatever kind it is of', async () => {
    const all = await list('');
    expect(kindsOf(all)).toEqual(['account', 'batch', 'online', 'serverless']);
    expect(all.map(({ id }) => id.toLowerCase())).toEqual(all.map(({ id }) => id.toLowerCase()).toSorted());
  });

  it('comes with its place and with what the catalog says of its model', async () => {
    const blue = (await list(workspace)).find(({ id }) => id.endsWith('support-chat/deployments/blue'));
    expect(blue).toMatchObject({
      name: 'blue',
      properties: {
        kind: 'online',
        parentId: workspace,
        endpointId: `${workspace}/onlineEndpoints/support-chat`,
        model: {
          assetId: 'azureml://registries/azureml/models/phi-4/versions/8',
          name: 'phi-4',
          registry: 'azureml',
          publisher: 'Microsoft',
        },
        complianceState: 'Compliant',
        compliance: { Compliant: 1 },
      },
    });
  });

  it('says nothing of a state where no rule judges it', async () => {
    for (const { properties } of await list(world.sandbox)) {
      expect(properties.compliance).toEqual({});
      expect(properties.complianceState).toBeUndefined();
    }
  });
});

describe('at a scope', () => {
  it.each([
    ['the root group', () => world.root, () => ''],
    ['a subscription', () => world.production, () => world.production],
    [
      'a resource group',
      () => `${world.production}/resourceGroups/rg-chat`,
      () => `${world.production}/resourceGroups/rg-chat`,
    ],
    ['a workspace, in any letter case', () => workspace.toUpperCase(), () => workspace],
    [
      'a deployment itself',
      () => `${workspace}/onlineEndpoints/support-chat/deployments/blue`,
      () => `${workspace}/onlineEndpoints/support-chat/deployments/blue`,
    ],
    [
      'a management group',
      () => '/providers/Microsoft.Management/managementGroups/production',
      () => world.production,
    ],
  ])('%s', async (_, scope, prefix) => {
    const expected = (await list('')).filter(({ id }) => id.startsWith(prefix()));
    expect(expected.length).toBeGreaterThan(0);
    expect(await list(scope())).toEqual(expected);
  });

  it('where there is nothing there is none', async () => {
    expect(await list('/subscriptions/00000000-0000-4000-8000-000000000000')).toEqual([]);
    expect(await list(`${world.production}/resourceGroups/rg-models`)).toEqual([]);
  });
});

describe('narrowed', () => {
  it.each<[string, (deployment: Deployment) => boolean]>([
    ["kind eq 'Serverless'", ({ properties }) => properties.kind === 'serverless'],
    [
      "modelId eq 'azureml://registries/azureml/models/PHI-4'",
      ({ properties }) =>
        properties.model.assetId?.startsWith('azureml://registries/azureml/models/phi-4/') === true,
    ],
    [
      "assetId eq 'azureml://registries/azureml/models/phi-4/versions/8'",
      ({ properties }) => properties.model.assetId === 'azureml://registries/azureml/models/phi-4/versions/8',
    ],
    [
      "registry eq 'huggingface' and kind eq 'online'",
      ({ properties }) => properties.model.registry === 'huggingface' && properties.kind === 'online',
    ],
    ["complianceState eq 'NonCompliant'", ({ properties }) => properties.complianceState === 'NonCompliant'],
  ])('%s', async ($filter, fits) => {
    const expected = (await list('')).filter(fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(await list('', { $filter })).toEqual(expected);
  });

  it('by its parent', async () => {
    expect(await list('', { $filter: `parentId eq '${workspace}'` })).toEqual(await list(workspace));
  });

  it('by words of names', async () => {
    const found = await list('', { search: 'PHI 4 support' });
    expect(found.map(({ id }) => id)).toEqual([`${workspace}/onlineEndpoints/support-chat/deployments/blue`]);
    expect(await list('', { search: 'nothing-is-called-so' })).toEqual([]);
  });

  it('pages together are the whole', async () => {
    for (const query of [{}, { $filter: "kind eq 'online'" }, { search: 'blue' }]) {
      const all = await list('', query);
      const pages: Deployment[] = [];
      let next: string | undefined = '';
      while (next !== undefined) {
        const answer: Answer =
          next === ''
            ? await ask('', { ...query, $top: '2' })
            : await world.as.owner('GET', next.slice(next.indexOf('/providers/')), { apiVersion: null });
        expect(answer.body.value.length).toBeLessThanOrEqual(2);
        pages.push(...answer.body.value);
        next = answer.body.nextLink;
      }
      expect(pages).toEqual(all);
    }
  });
});

describe('who asks', () => {
  it('anonymous callers are not told', async () => {
    expect((await ask('', {}, 'anonymous')).status).toBe(401);
  });

  it('is told of what he may read, and of states where he may know them', async () => {
    const all = await list('');
    const group = `${world.production}/resourceGroups/rg-chat`;
    const read = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/read';
    await replaceRights(world, 'mlEngineer', [{ scope: group, actions: [read] }]);
    const expected = all.filter(({ id, properties }) => id.startsWith(group) && properties.kind === 'online');
    const seen = await list('', {}, 'mlEngineer');
    expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const { properties } of seen) expect(properties).not.toHaveProperty('compliance');
    expect(await list('', { $filter: "complianceState eq 'NonCompliant'" }, 'mlEngineer')).toEqual([]);

    await replaceRights(world, 'mlEngineer', [
      { scope: group, actions: [read, 'Microsoft.PolicyInsights/policyStates/queryResults/read'] },
    ]);
    expect(await list('', {}, 'mlEngineer')).toEqual(expected);
    expect(await list(world.sandbox, {}, 'mlEngineer')).toEqual([]);

    await replaceRights(world, 'mlEngineer', []);
    expect(await list('', {}, 'mlEngineer')).toEqual([]);
  });
});

describe('bad input', () => {
  it.each<[Record<string, string>, string]>([
    [{ $filter: 'colour eq 1' }, '$filter'],
    [{ $filter: 'kind eq' }, '$filter'],
    [{ $top: '0' }, '$top'],
    [{ $skiptoken: 'x' }, '$skiptoken'],
    [{ query: 'x' }, 'query'],
    [{ search: Array.from({ length: 101 }, (_, index) => `w${index}`).join(' ') }, 'search'],
  ])('%j', async (query, target) => {
    const answer = await ask('', query);
    expect(answer.status).toBe(400);
    expect(answer.body.error.target).toBe(target);
  });
});
