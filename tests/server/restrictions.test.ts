import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentAt, LLAMA, onlyRegistry, openWorld, PHI4, type World } from './harness.ts';

// What policy would make of a resource, asked before it is there: through the socket, as the portal of a client asks.

let world: World;
const WORKSPACE = 'Microsoft.MachineLearningServices/workspaces';
const DEPLOYMENT = `${WORKSPACE}/onlineEndpoints/deployments`;
const group = () => `${world.production}/resourceGroups/rg-chat`;

beforeAll(async () => {
  world = await openWorld();
  const define = async (name: string, properties: object, assignment: object = {}) => {
    const definition = `${world.root}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
    await put(definition, { properties });
    await put(assignmentAt(world.root, name), {
      properties: { policyDefinitionId: definition, ...assignment },
    });
  };
  const rule = (condition: object, effect: string) => ({
    mode: 'All',
    policyRule: { if: { allOf: [{ field: 'type', equals: WORKSPACE }, condition] }, then: { effect } },
  });
  await define('locations', rule({ field: 'location', notIn: ['westeurope', 'northeurope'] }, 'deny'), {
    nonComplianceMessages: [{ message: 'Europe only.' }],
  });
  await define('watched', rule({ field: 'location', equals: 'northeurope' }, 'audit'));
  await define('kinds', rule({ field: 'kind', equals: 'Hub' }, 'deny'));
  await define('tags', rule({ field: 'tags.team', exists: false }, 'deny'));
  await define('types', {
    mode: 'All',
    policyRule: {
      if: { field: 'type', in: ['Microsoft.Compute/virtualMachines'] },
      then: { effect: 'deny' },
    },
  });
  await put(assignmentAt(world.production, 'models'), onlyRegistry('azureml'));
});
afterAll(() => world.close());

async function put(path: string, body: object): Promise<void> {
  const answer = await world.as.owner('PUT', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}

const check = (scope: string, body: unknown, as: keyof World['as'] = 'owner') =>
  world.as[as]('POST', `${scope}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`, {
    apiVersion: '2024-10-01',
    body,
  });
const about = (content: object, pendingFields: readonly object[] = [], more: object = {}) => ({
  resourceDetails: { resourceContent: content, apiVersion: '2024-10-01', ...more },
  pendingFields,
});
const policyOf = (name: string) => ({
  policyDefinitionId: `${world.root}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
  policyAssignmentId: assignmentAt(world.root, name),
});

describe('a half described resource', () => {
  const fields = [{ field: 'location', values: ['eastus', 'northeurope', 'westeurope'] }, { field: 'tags' }];
  const content = { type: WORKSPACE, kind: 'Hub' };

  it.each(['2020-07-01', '2022-03-01', '2023-03-01', '2024-10-01'])(
    'is judged by version %s',
    async apiVersion => {
      const path = `${group()}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`;
      const { status, body } = await world.as.owner('POST', path, {
        apiVersion,
        body: about(content, fields),
      });
      expect(status).toBe(200);
      expect(body).toEqual({
        fieldRestrictions: [
          {
            field: 'location',
            restrictions: [
              {
                result: 'Deny',
                values: ['eastus'],
                policy: policyOf('locations'),
                policyEffect: 'deny',
                reason: 'Europe only.',
              },
            ],
          },
          {
            field: 'tags.team',
            restrictions: [{ result: 'Required', policy: policyOf('tags'), policyEffect: 'deny' }],
          },
        ],
        contentEvaluationResult: {
          policyEvaluations: [
            {
              policyInfo: policyOf('kinds'),
              evaluationResult: 'NonCompliant',
              evaluationDetails: {
                evaluatedExpressions: [
                  {
                    result: 'True',
                    expressionKind: 'Field',
                    expression: 'type',
                    path: 'type',
                    expressionValue: WORKSPACE,
                    targetValue: WORKSPACE,
                    operator: 'Equals',
                  },
                  {
                    result: 'True',
                    expressionKind: 'Field',
                    expression: 'kind',
                    path: 'kind',
                    expressionValue: 'Hub',
                    targetValue: 'Hub',
                    operator: 'Equals',
                  },
                ],
              },
              effectDetails: { policyEffect: 'deny' },
            },
          ],
        },
      });
    },
  );

  it('shows audits when asked for', async () => {
    const { body } = await check(group(), { ...about(content, fields), includeAuditEffect: true });
    expect(body.fieldRestrictions[0].restrictions).toContainEqual({
      result: 'Audit',
      values: ['northeurope'],
      policy: policyOf('watched'),
      policyEffect: 'audit',
    });
  });

  it('is judged at a subscription by what is there and above', async () => {
    const { body } = await check(world.production, about(content, fields));
    expect(body.fieldRestrictions.map(({ field }: { field: string }) => field)).toEqual([
      'location',
      'tags.team',
    ]);
  });

  it('without pending fields is judged as it is', async () => {
    const { body } = await check(group(), about(content));
    expect(body.fieldRestrictions).toEqual([]);
    const names = body.contentEvaluationResult.policyEvaluations.map(
      ({ policyInfo }: { policyInfo: { policyAssignmentId: string } }) =>
        policyInfo.policyAssignmentId.split('/').at(-1),
    );
    expect(names).toEqual(['kinds', 'locations', 'tags']);
  });

  it('leaves nothing behind', async () => {
    const { revision } = await world.storage.changes.current();
    const list = `${group()}/providers/Sluice.Governance/decisions`;
    const before = (await world.as.owner('GET', list)).body.value.length;
    await check(group(), about(content, fields));
    expect((await world.as.owner('GET', list)).body.value).toHaveLength(before);
    expect((await world.storage.changes.current()).revision).toBe(revision);
  });
});

describe('a deployment', () => {
  const scope = () => `${group()}/providers/${WORKSPACE}/ws-chat/onlineEndpoints/support-chat`;
  const deployment = (model: string) => ({ type: DEPLOYMENT, name: 'blue', properties: { model } });

  it.each([
    [LLAMA, 1],
    [PHI4, 0],
  ])('of %s is judged by the model that it names', async (model, violations) => {
    const { status, body } = await check(group(), about(deployment(model), [], { scope: scope() }));
    expect(status).toBe(200);
    expect(body.contentEvaluationResult.policyEvaluations).toHaveLength(violations);
  });

  it('with its model open is told which are refused', async () => {
    const pending = [{ field: `${DEPLOYMENT}/model`, values: [LLAMA, PHI4] }];
    const { body } = await check(group(), about(deployment('x'), pending, { scope: scope() }));
    expect(body.fieldRestrictions).toMatchObject([
      { field: `${DEPLOYMENT}/model`, restrictions: [{ result: 'Deny', values: [LLAMA] }] },
    ]);
    expect(body.contentEvaluationResult.policyEvaluations).toEqual([]);
  });
});

describe('a management group', () => {
  it('is asked for types alone', async () => {
    const { status, body } = await check(world.root, { pendingFields: [{ field: 'type' }] });
    expect(status).toBe(200);
    expect(body).toEqual({
      fieldRestrictions: [
        {
          field: 'type',
          restrictions: [
            {
              result: 'Deny',
              values: ['microsoft.compute/virtualmachines'],
              policy: policyOf('types'),
              policyEffect: 'deny',
            },
          ],
        },
      ],
      contentEvaluationResult: { policyEvaluations: [] },
    });
  });

  it('is asked for nothing else', async () => {
    const { status, body } = await check(world.root, { pendingFields: [{ field: 'location' }] });
    expect([status, body.error.code, body.error.target]).toEqual([
      400,
      'InvalidRequestContent',
      '/pendingFields/0/field',
    ]);
  });
});

describe('bad input', () => {
  it.each<[string, unknown, string?]>([
    ['no body', undefined],
    ['an array', []],
    ['no content', { resourceDetails: {} }, '/resourceDetails/resourceContent'],
    ['no type', about({}), '/resourceDetails/resourceContent/type'],
    ['a type that is none', about({ type: 'x' }), '/resourceDetails/resourceContent/type'],
    ['a type with an empty part', about({ type: 'A.B//c' }), '/resourceDetails/resourceContent/type'],
    ['no name of a field', about({ type: WORKSPACE }, [{}]), '/pendingFields/0/field'],
    [
      'values that are no texts',
      about({ type: WORKSPACE }, [{ field: 'location', values: [1] }]),
      '/pendingFields/0/values/0',
    ],
    [
      'a field that nobody knows',
      about({ type: WORKSPACE }, [{ field: 'properties.x' }]),
      '/pendingFields/0/field',
    ],
    [
      'a scope elsewhere',
      about({ type: WORKSPACE }, [], { scope: '/subscriptions/x' }),
      '/resourceDetails/scope',
    ],
    ['a scope that is none', about({ type: WORKSPACE }, [], { scope: 'x' }), '/resourceDetails/scope'],
    ['too many fields', about({ type: WORKSPACE }, Array(51).fill({ field: 'kind' })), '/pendingFields'],
  ])('%s is refused', async (_, body, target) => {
    const answer = await check(group(), body);
    expect(answer.status).toBe(400);
    if (target !== undefined) expect(answer.body.error.target).toBe(target);
  });

  it('a group that is not there is not found', async () => {
    const answer = await check(`${world.production}/resourceGroups/none`, about({ type: WORKSPACE }));
    expect(answer.status).toBe(404);
  });

  it('a tenant, a resource and another verb are not offered', async () => {
    const path = '/providers/Microsoft.PolicyInsights/checkPolicyRestrictions';
    expect((await check('', about({ type: WORKSPACE }))).status).toBe(404);
    expect(
      (await check(`${group()}/providers/${WORKSPACE}/ws-chat`, about({ type: WORKSPACE }))).status,
    ).toBe(404);
    expect((await world.as.owner('GET', `${group()}${path}`)).status).toBe(405);
  });

  it('who may not ask is refused', async () => {
    const stranger = await check(group(), about({ type: WORKSPACE }), 'anonymous');
    expect(stranger.status).toBe(401);
    expect((await check(group(), about({ type: WORKSPACE }), 'mlEngineer')).status).toBe(200);
  });
});
