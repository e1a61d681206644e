// What Terraform asks when it plans: would these resources be refused?
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, LLAMA, onlyRegistry, openWorld, PHI4, type Send, type World } from './harness.ts';

const PATH = '/providers/Microsoft.Resources/validateResources';

let world: World;
let scope: string;
beforeAll(async () => {
  world = await openWorld();
  scope = `${world.production}/resourceGroups/rg-chat`;
  const body = onlyRegistry('azureml', { displayName: 'Only azureml' });
  const at = assignmentAt(world.production, 'only');
  expect((await world.as.policyContributor('PUT', at, { body })).status).toBe(201);
});
afterAll(() => world.close());

const deployment = (model: string, more: object = {}) => ({
  provider: 'Microsoft.MachineLearningServices',
  type: 'workspaces/onlineEndpoints/deployments',
  location: 'westeurope',
  scope,
  resources: [
    {
      name: 'ws-chat/support-chat/planned',
      apiVersion: '2024-10-01',
      properties: { model, endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
    },
  ],
  ...more,
});

const ask = (body: unknown, send: Send = world.as.mlEngineer) =>
  send('POST', PATH, { apiVersion: '2020-10-01', body });

const id = () =>
  `${scope}/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/planned`;

it('what would be let through is validated, and nothing is written', async () => {
  const { status, body } = await ask(deployment(PHI4));
  expect([status, body]).toEqual([200, { properties: { validatedResources: [id()] } }]);
  expect((await world.as.owner('GET', id())).status).toBe(404);
});

it('what policy would refuse is told as the PUT would be', async () => {
  const { status, body } = await ask(deployment(LLAMA));
  expect([status, body.error.code]).toEqual([400, 'ResourceValidationFailed']);
  const [detail] = body.error.details;
  expect(detail).toMatchObject({ code: 'RequestDisallowedByPolicy', target: id() });
  expect(detail.additionalInfo[0].info).toMatchObject({
    policyAssignmentName: 'only',
    evaluationDetails: { evaluatedExpressions: expect.any(Array) },
  });
});

it('what is wrong with a content is told, too', async () => {
  const wrong = deployment(PHI4, {
    resources: [{ name: 'ws-chat/support-chat/planned', apiVersion: '2024-10-01', properties: { model: 7 } }],
  });
  const { status, body } = await ask(wrong);
  expect([status, body.error.details[0].code]).toEqual([400, 'InvalidModelReference']);
});

it('what is not known before the apply is not judged before it', async () => {
  expect((await ask(deployment("[length('foo')]"))).status).toBe(200);
  const elsewhere = deployment(LLAMA, { scope: `${world.production}/resourceGroups/rg-planned-too` });
  expect((await ask(elsewhere, world.as.owner)).status).toBe(200);
});

it('who may not write learns that, and nobody comes in without a token', async () => {
  const { status, body } = await ask(deployment(PHI4), world.as.policyContributor);
  expect([status, body.error.details[0].code]).toEqual([400, 'AuthorizationFailed']);
  expect((await ask(deployment(PHI4), world.as.anonymous)).status).toBe(401);
});

describe('refused is', () => {
  it.each<[string, object, string]>([
    ['no provider', { provider: undefined }, '/provider'],
    ['no scope', { scope: '' }, '/scope'],
    ['no resources', { resources: [] }, '/resources'],
    ['a resource that is none', { resources: [1] }, '/resources/0'],
    ['a name of fewer parts than its type', { resources: [{ name: 'a' }] }, '/resources/0/name'],
  ])('%s', async (_, more, target) => {
    const { status, body } = await ask(deployment(PHI4, more));
    expect([status, body.error.code, body.error.target]).toEqual([400, 'InvalidRequestContent', target]);
  });
});
