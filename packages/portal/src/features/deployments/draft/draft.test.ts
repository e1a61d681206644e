import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import { type Draft, readDraft, writeDraft } from './draft.ts';
import { toPlan } from './to-plan.ts';

const WORKSPACE =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws';
const PHI4 = 'azureml://registries/azureml/models/phi-4/versions/8';
const WHOLE: Draft = {
  ...readDraft({ model: PHI4, workspace: WORKSPACE, endpoint: 'chat' }),
  tags: ['owner=chat'],
};

describe('the address', () => {
  it('that says nothing is a draft of what most deployments are', () => {
    expect(readDraft({})).toEqual({
      model: '',
      workspace: '',
      kind: 'online',
      endpoint: '',
      name: 'blue',
      instanceType: 'Standard_DS3_v2',
      instanceCount: 1,
      traffic: undefined,
      tags: [],
    });
  });

  it.each([
    [{ kind: 'account' }, { kind: 'online' }],
    [{ count: '0' }, { instanceCount: 1 }],
    [{ count: '-2' }, { instanceCount: 1 }],
    [{ count: '1e9' }, { instanceCount: 1 }],
    [{ count: '100000' }, { instanceCount: 1000 }],
    [{ traffic: '250' }, { traffic: 100 }],
    [{ traffic: 'all' }, { traffic: undefined }],
    [{ endpoint: `${WORKSPACE}/onlineEndpoints/chat` }, { endpoint: 'chat' }],
  ])('%j is %j', (search, expected) => expect(readDraft(search)).toMatchObject(expected));

  it('keeps a draft as it is', () => {
    const draft: Draft = {
      ...WHOLE,
      kind: 'batch',
      instanceCount: 3,
      traffic: 0,
      tags: ['owner=a,b', 'x=\\'],
    };
    expect(readDraft(writeDraft(draft))).toEqual(draft);
  });
});

describe('what keeps a draft from being deployed', () => {
  it('is nothing for a whole one', () => expect(checkDraft(WHOLE)).toEqual({ missing: [], wrong: {} }));

  it.each([
    ['online', ['model', 'workspace', 'endpoint']],
    ['serverless', ['model', 'workspace', 'endpoint']],
  ] as const)('what nobody has filled in is no mistake: %s', (kind, missing) => {
    expect(checkDraft(readDraft({ kind }))).toEqual({ missing, wrong: {} });
  });

  it.each([
    [{ endpoint: 'a/b' }, 'endpoint'],
    [{ endpoint: '-a' }, 'endpoint'],
    [{ name: 'a b' }, 'name'],
    [{ model: 'azureml://registries/azureml' }, 'model'],
    [{ tags: ['owner'] }, 'tags'],
    [{ tags: ['=x'] }, 'tags'],
  ] as const)('%j', (change, field) => {
    expect(Object.keys(checkDraft({ ...WHOLE, ...change }).wrong)).toEqual([field]);
  });

  it('a serverless endpoint needs no name of a deployment', () => {
    expect(checkDraft({ ...WHOLE, kind: 'serverless', name: '' })).toEqual({ missing: [], wrong: {} });
  });
});

describe('the requests', () => {
  it('of an online deployment', () => {
    expect(toPlan({ ...WHOLE, instanceCount: 2 }, 'westeurope')).toEqual({
      deploymentId: `${WORKSPACE}/onlineEndpoints/chat/deployments/blue`,
      endpointId: `${WORKSPACE}/onlineEndpoints/chat`,
      body: {
        location: 'westeurope',
        tags: { owner: 'chat' },
        sku: { name: 'Default', capacity: 2 },
        properties: { endpointComputeType: 'Managed', model: PHI4, instanceType: 'Standard_DS3_v2' },
      },
      endpointBody: { location: 'westeurope', properties: { authMode: 'Key' } },
    });
  });

  it('of a batch deployment', () => {
    const { body } = toPlan({ ...WHOLE, kind: 'batch', instanceType: '' }, 'westeurope');
    expect(body['properties']).toEqual({
      model: { referenceType: 'Id', assetId: PHI4 },
      resources: { instanceCount: 1 },
    });
  });

  it('of a serverless endpoint, which is a deployment itself', () => {
    const { deploymentId, endpointId, body } = toPlan(
      { ...WHOLE, kind: 'serverless', tags: ['a=b=c'] },
      'westeurope',
    );
    expect([deploymentId, endpointId]).toEqual([`${WORKSPACE}/serverlessEndpoints/chat`, undefined]);
    expect(body).toMatchObject({ tags: { a: 'b=c' }, properties: { modelSettings: { modelId: PHI4 } } });
  });
});
