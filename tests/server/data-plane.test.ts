// How azure-ai-ml finds models of registries: where a registry is, then its models by ARM's paths behind a prefix.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, replaceRights, type World } from './harness.ts';

const FRONT = '/mferp/managementfrontend';
const VERSION = { apiVersion: '2021-10-01-dataplanepreview' };
const discovery = (registry: string) => `/registrymanagement/v1.0/registries/${registry}/discovery`;

let world: World;
let models: string;
beforeAll(async () => {
  world = await openWorld();
  models = `${world.production}/resourceGroups/rg-models/providers/Microsoft.MachineLearningServices/registries/azureml/models`;
});
afterAll(() => world.close());

describe('discovery', () => {
  it('tells where a registry is, in any letter case, whatever version is asked', async () => {
    for (const apiVersion of ['v1.0', null]) {
      const { status, body } = await world.as.mlEngineer('GET', discovery('AzureML'), { apiVersion });
      expect([status, body]).toEqual([
        200,
        {
          registryName: 'azureml',
          subscriptionId: world.production.split('/')[2],
          resourceGroup: 'rg-models',
          primaryRegionResourceProviderUri: `${world.demo.endpoint}/`,
          primaryRegion: 'global',
          regions: ['global'],
        },
      ]);
    }
  });

  it('of a registry that is not there is 404', async () => {
    const { status, body } = await world.as.owner('GET', discovery('none'), { apiVersion: 'v1.0' });
    expect([status, body.error.code]).toEqual([404, 'ResourceNotFound']);
  });

  it('is for those who may read the registry: to others it is as if there were none, and nobody comes without a token', async () => {
    await replaceRights(world, 'policyContributor', []);
    const refused = await world.as.policyContributor('GET', discovery('azureml'), { apiVersion: 'v1.0' });
    const absent = await world.as.policyContributor('GET', discovery('none'), { apiVersion: 'v1.0' });
    expect([refused.status, refused.body.error]).toEqual([
      404,
      { ...absent.body.error, message: absent.body.error.message.replace('none', 'azureml') },
    ]);
    expect((await world.as.anonymous('GET', discovery('azureml'), { apiVersion: 'v1.0' })).status).toBe(401);
  });
});

describe('behind the front', () => {
  it('a version of a model goes by its asset id', async () => {
    const { status, body } = await world.as.mlEngineer('GET', `${FRONT}${models}/Phi-4/versions/8`, VERSION);
    expect([status, body.id]).toEqual([200, 'azureml://registries/azureml/models/Phi-4/versions/8']);
  });

  it('models are listed by their asset ids', async () => {
    const { body } = await world.as.mlEngineer('GET', `${FRONT}${models}?$top=3`, VERSION);
    expect(body.value.map(({ id }: { id: string }) => id)).toEqual([
      expect.stringMatching(/^azureml:\/\/registries\/azureml\/models\/[^/]+$/),
      expect.stringMatching(/^azureml:\/\/registries\/azureml\/models\/[^/]+$/),
      expect.stringMatching(/^azureml:\/\/registries\/azureml\/models\/[^/]+$/),
    ]);
  });

  it('rights are those of ARM', async () => {
    await replaceRights(world, 'policyContributor', []);
    const path = `${FRONT}${models}/Phi-4/versions/8`;
    expect((await world.as.policyContributor('GET', path, VERSION)).status).toBe(403);
  });

  it('nothing else is there', async () => {
    for (const path of [FRONT, `${FRONT}/`, '/mferp', `${FRONT}x${models}`])
      expect((await world.as.owner('GET', path, { apiVersion: '2024-10-01' })).status).toBe(404);
  });
});

describe('versions in an order', () => {
  const listed = async (orderBy: string) => {
    const path = `${models}/Phi-4/versions?$orderBy=${encodeURIComponent(orderBy)}`;
    const { status, body } = await world.as.owner('GET', path, { apiVersion: '2024-10-01' });
    return status === 200 ? body.value.map(({ name }: { name: string }) => name) : [status, body.error.code];
  };

  it('newest first or last, page by page', async () => {
    const newest = await listed('createdtime desc');
    expect(newest[0]).toBe('8');
    expect(await listed('createdTime asc')).toEqual([...newest].reverse());
    const path = `${models}/Phi-4/versions?$orderBy=createdtime%20desc&$top=1`;
    const { body } = await world.as.owner('GET', path, { apiVersion: '2024-10-01' });
    expect(body.value).toHaveLength(1);
    const next = String(body.nextLink).replace(world.demo.endpoint, '');
    const second = await world.as.owner('GET', next, { apiVersion: null });
    expect(second.body.value[0].name).toBe(newest[1]);
  });

  it.each(['size desc', 'createdtime sideways'])('%s is refused', async orderBy => {
    expect(await listed(orderBy)).toEqual([400, 'InvalidQueryParameter']);
  });
});

it('groups are listed by tag', async () => {
  const groups = `${world.production}/resourceGroups`;
  const put = await world.as.owner('PUT', `${groups}/rg-tagged`, {
    apiVersion: '2024-11-01',
    body: { location: 'westeurope', tags: { Team: 'blue' } },
  });
  expect(put.status).toBe(201);
  const named = async (filter: string) => {
    const { body } = await world.as.owner('GET', `${groups}?$filter=${encodeURIComponent(filter)}`, {
      apiVersion: '2024-11-01',
    });
    return body.value.map(({ name }: { name: string }) => name);
  };
  expect(await named("tagname eq 'team' and tagvalue eq 'blue'")).toEqual(['rg-tagged']);
  expect(await named("tagname eq 'team' and tagvalue eq 'Blue'")).toEqual([]);
  expect(await named("tagName eq 'TEAM'")).toEqual(['rg-tagged']);
});
