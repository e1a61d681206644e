import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  PHI4,
  type World,
} from './harness.ts';

// What is said beside an assignment: exemptions, enrollments, attestations; and policy variables.

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const put = (path: string, properties: object) => w.as.owner('PUT', path, { body: { properties } });
const failure = ({ status, body }: Answer) => [status, body?.error?.code];
const namesIn = ({ body }: Answer) => body.value.map(({ name }: { name: string }) => name);
const warned = ({ headers }: Answer) =>
  JSON.parse(String(headers['x-sluice-warnings'] ?? '[]')).map(({ code }: { code: string }) => code);
const deploy = (name: string, model: string) =>
  w.as.mlEngineer('PUT', chatDeployment(w, name), { body: deploymentOf(model) });
const group = () => `${w.production}/resourceGroups/rg-chat`;
const list = async (scope: string, type: string, filter?: string) => {
  const query = filter === undefined ? '' : `?$filter=${encodeURIComponent(filter)}`;
  return namesIn(await w.as.owner('GET', `${scope}/${AUTHORIZATION}/${type}${query}`));
};

describe('an exemption', () => {
  const at = (scope: string, name = 'e') => `${scope}/${AUTHORIZATION}/policyExemptions/${name}`;
  const assignment = () => assignmentAt(w.production, 'only');
  const waiver = (more: object = {}) => ({
    policyAssignmentId: assignment(),
    exemptionCategory: 'Waiver',
    ...more,
  });
  beforeAll(async () => {
    await w.as.owner('PUT', assignment(), { body: onlyRegistry('azureml') });
  });
  afterAll(() => w.as.owner('DELETE', assignment()));

  test.each([
    ['the subscription', () => w.production],
    ['a resource group', group],
    ['a workspace', () => chatDeployment(w, 'x').split('/onlineEndpoints/')[0] ?? ''],
    ['the deployment itself', () => chatDeployment(w, 'green')],
  ])('lets %s off, until it goes', async (_, scope) => {
    if ((await w.as.owner('GET', chatDeployment(w, 'green'))).status === 404) await deploy('green', PHI4);
    expect((await deploy('green', LLAMA)).status).toBe(403);
    const made = await put(at(scope()), waiver());
    expect([made.status, made.body.properties]).toEqual([
      201,
      { ...waiver(), assignmentScopeValidation: 'Default' },
    ]);
    expect((await put(at(scope()), waiver({ displayName: 'Again' }))).status).toBe(200);
    expect((await deploy('green', LLAMA)).status).toBe(200);
    const gone = await w.as.owner('DELETE', at(scope()));
    expect([gone.status, gone.body.name]).toEqual([200, 'e']);
    expect((await deploy('green', LLAMA)).status).toBe(403);
    expect((await w.as.owner('DELETE', at(scope()))).status).toBe(204);
    expect(failure(await w.as.owner('GET', at(scope())))).toEqual([404, 'PolicyExemptionNotFound']);
  });

  test('of a deployment goes with it', async () => {
    await put(at(chatDeployment(w, 'brief')), waiver());
    expect((await w.as.owner('GET', at(chatDeployment(w, 'brief')))).status).toBe(404);
    await deploy('brief', PHI4);
    expect((await put(at(chatDeployment(w, 'brief')), waiver())).status).toBe(201);
    expect((await w.as.owner('DELETE', chatDeployment(w, 'brief'))).status).toBeLessThan(300);
    expect(await list(w.production, 'policyExemptions')).toEqual([]);
    await deploy('brief', PHI4);
    expect((await deploy('brief', LLAMA)).status).toBe(403);
  });

  test('is changed by a PATCH in what a PATCH may carry', async () => {
    const id = at(group());
    await put(id, waiver({ expiresOn: '2099-01-01T00:00:00+00:00' }));
    const resourceSelectors = [{ selectors: [{ kind: 'resourceLocation', in: ['northpole'] }] }];
    const patched = await w.as.owner('PATCH', id, { body: { properties: { resourceSelectors } } });
    expect([patched.status, patched.body.properties]).toMatchObject([
      200,
      { resourceSelectors, expiresOn: '2099-01-01T00:00:00+00:00' },
    ]);
    expect((await deploy('green', LLAMA)).status).toBe(403);
    const category = await w.as.owner('PATCH', id, {
      body: { properties: { exemptionCategory: 'Mitigated' } },
    });
    expect(failure(category)).toEqual([400, 'InvalidRequestContent']);
    await w.as.owner('DELETE', id);
  });

  test('is listed from where it holds, and from above', async () => {
    await put(at(w.production, 'wide'), waiver());
    await put(at(group(), 'narrow'), waiver({ expiresOn: '2099-01-01T00:00:00Z' }));
    const lists = (scope: string, filter?: string) => list(scope, 'policyExemptions', filter);
    expect([
      await lists(w.root),
      await lists(w.production),
      await lists(group()),
      await lists(w.sandbox),
      await lists(group(), 'atScope()'),
      await lists(group(), 'atExactScope()'),
      await lists(w.production, 'atExactScope()'),
      await lists(w.production, 'atScopeAndBelow()'),
      await lists(w.production, 'excludeExpired()'),
      await lists(w.production, `policyAssignmentId eq '${assignment().toUpperCase()}'`),
      await lists(w.production, "policyAssignmentId eq '/none'"),
    ]).toEqual([
      ['wide', 'narrow'],
      ['wide', 'narrow'],
      ['wide', 'narrow'],
      [],
      ['wide', 'narrow'],
      ['narrow'],
      ['wide'],
      ['wide', 'narrow'],
      ['wide', 'narrow'],
      ['wide', 'narrow'],
      [],
    ]);
    await w.as.owner('DELETE', at(w.production, 'wide'));
    await w.as.owner('DELETE', at(group(), 'narrow'));
  });

  test.each<[string, () => string, () => object, number, string]>([
    [
      'of no assignment',
      group,
      () => ({ policyAssignmentId: `${assignment()}x` }),
      404,
      'PolicyAssignmentNotFound',
    ],
    ['of something else', group, () => ({ policyAssignmentId: w.production }), 400, 'InvalidRequestContent'],
    ['of no category', group, () => ({ exemptionCategory: 'Whim' }), 400, 'InvalidRequestContent'],
    ['outside the assignment', () => w.sandbox, () => ({}), 400, 'InvalidPolicyExemptionScope'],
    ['above the assignment', () => w.root, () => ({}), 400, 'InvalidPolicyExemptionScope'],
    [
      'that is over already',
      group,
      () => ({ expiresOn: '2020-01-01T00:00:00Z' }),
      400,
      'InvalidPolicyExemption',
    ],
    ['that ends at no time', group, () => ({ expiresOn: 'soon' }), 400, 'InvalidRequestContent'],
    [
      'of a member where there are none',
      group,
      () => ({ policyDefinitionReferenceIds: ['a'] }),
      400,
      'InvalidPolicyExemption',
    ],
    ['of nothing that is there', () => `${group()}-none`, () => ({}), 404, 'ResourceGroupNotFound'],
    [
      'by in and notIn',
      group,
      () => ({ resourceSelectors: [{ selectors: [{ kind: 'resourceType', in: ['a'], notIn: ['b'] }] }] }),
      400,
      'InvalidRequestContent',
    ],
  ])('%s is refused, and nothing is stored', async (_, scope, more, status, code) => {
    const answer = await put(at(scope(), 'bad'), waiver(more()));
    expect(failure(answer)).toEqual([status, code]);
    expect((await w.as.owner('GET', at(scope(), 'bad'))).status).toBe(404);
  });

  test('warns when it covers nothing', async () => {
    const outside = await put(at(w.sandbox), waiver({ assignmentScopeValidation: 'DoNotValidate' }));
    expect([outside.status, warned(outside)]).toEqual([201, ['exemption/outside-scope']]);
    await w.as.owner('DELETE', at(w.sandbox));
    const elsewhere = assignmentAt(w.production, 'elsewhere');
    await w.as.owner('PUT', elsewhere, { body: onlyRegistry('azureml', { notScopes: [group()] }) });
    const excluded = await put(at(group()), waiver({ policyAssignmentId: elsewhere }));
    expect(warned(excluded)).toEqual(['exemption/covers-nothing']);
    await w.as.owner('DELETE', elsewhere);
    // It stays, and covers nothing.
    expect((await w.as.owner('GET', at(group()))).status).toBe(200);
    await w.as.owner('DELETE', at(group()));
    expect(warned(await put(at(group()), waiver()))).toEqual([]);
    await w.as.owner('DELETE', at(group()));
  });

  test('needs the right to exempt from the assignment too', async () => {
    const role = '36243c78-bf99-498c-9df9-86d9f8d28608';
    const { body } = await w.as.owner(
      'GET',
      `/providers/Sluice.Governance/principals?$filter=${encodeURIComponent("displayName eq 'ML engineer'")}`,
      { apiVersion: '2026-11-01' },
    );
    const engineer = body.value.find((each: { properties: { displayName: string } }) =>
      /engineer/i.test(each.properties.displayName),
    );
    const grant = `${group()}/${AUTHORIZATION}/roleAssignments/5b1c6b6e-0d5c-4b43-9a3b-0b6f8a1d2c3e`;
    await w.as.owner('PUT', grant, {
      body: {
        properties: {
          roleDefinitionId: `/${AUTHORIZATION}/roleDefinitions/${role}`,
          principalId: engineer.properties.objectId,
        },
      },
    });
    const answer = await w.as.mlEngineer('PUT', at(group()), { body: { properties: waiver() } });
    expect(failure(answer)).toEqual([403, 'AuthorizationFailed']);
    expect(answer.body.error.message).toContain('policyAssignments/exempt/action');
    const own = assignmentAt(group(), 'own');
    await w.as.mlEngineer('PUT', own, { body: onlyRegistry('azureml') });
    const allowed = await w.as.mlEngineer('PUT', at(group()), {
      body: { properties: waiver({ policyAssignmentId: own }) },
    });
    expect(allowed.status).toBe(201);
    for (const id of [at(group()), own, grant]) await w.as.owner('DELETE', id);
  });
});

describe('an enrollment', () => {
  const at = (scope: string, name = 'ring0') => `${scope}/${AUTHORIZATION}/policyEnrollments/${name}`;
  const assignment = () => assignmentAt(w.production, 'rollout');
  const of = (more: object = {}) => ({ policyAssignmentId: assignment(), ...more });
  const assign = (enforcementMode: string) =>
    w.as.owner('PUT', assignment(), { body: onlyRegistry('azureml', { enforcementMode }) });
  beforeAll(() => assign('Enroll'));
  afterAll(() => w.as.owner('DELETE', assignment()));

  test('has an assignment in mode Enroll enforced, bound to its instance', async () => {
    expect((await deploy('rollout', LLAMA)).status).toBeLessThan(300);
    const { instanceId } = (await w.as.owner('GET', assignment())).body.properties;
    const made = await put(at(group()), of());
    expect([made.status, made.body]).toMatchObject([
      201,
      { eTag: expect.any(String), properties: { ...of(), policyAssignmentInstanceId: instanceId } },
    ]);
    expect((await deploy('rollout', LLAMA)).status).toBe(403);
    expect(await list(w.production, 'policyEnrollments')).toEqual(['ring0']);
    expect(await list(w.production, 'policyEnrollments', 'atExactScope()')).toEqual([]);

    const resourceSelectors = [{ selectors: [{ kind: 'resourceLocation', in: ['northpole'] }] }];
    await w.as.owner('PATCH', at(group()), { body: { properties: { resourceSelectors } } });
    expect((await deploy('rollout', LLAMA)).status).toBe(200);
    expect((await put(at(group()), of())).status).toBe(200);
    expect((await deploy('rollout', LLAMA)).status).toBe(403);

    await w.as.owner('DELETE', assignment());
    await assign('Enroll');
    expect((await deploy('rollout', LLAMA)).status).toBe(200);
    await put(at(group()), of());
    expect((await deploy('rollout', LLAMA)).status).toBe(403);
    expect((await w.as.owner('DELETE', at(group()))).status).toBe(200);
    expect((await deploy('rollout', LLAMA)).status).toBe(200);
  });

  test('of an assignment in another mode is taken with a warning: it counts when the mode is Enroll again', async () => {
    await assign('DoNotEnforce');
    const made = await put(at(group()), of());
    expect([made.status, warned(made)]).toEqual([201, ['enrollment/not-in-mode']]);
    await assign('Enroll');
    expect((await deploy('rollout', LLAMA)).status).toBe(403);
    await w.as.owner('DELETE', at(group()));
  });

  test.each<[string, () => string, () => object, number, string]>([
    [
      'of no assignment',
      group,
      () => ({ policyAssignmentId: `${assignment()}x` }),
      404,
      'PolicyAssignmentNotFound',
    ],
    ['outside the assignment', () => w.sandbox, () => ({}), 400, 'InvalidPolicyEnrollmentScope'],
    [
      'of a member where there are none',
      group,
      () => ({ policyDefinitionReferenceIds: ['a'] }),
      400,
      'InvalidPolicyEnrollment',
    ],
  ])('%s is refused, and nothing is stored', async (_, scope, more, status, code) => {
    expect(failure(await put(at(scope(), 'bad'), of(more())))).toEqual([status, code]);
    expect((await w.as.owner('GET', at(scope(), 'bad'))).status).toBe(404);
  });
});

describe('an attestation', () => {
  const at = (scope: string, name = 'a') =>
    `${scope}/providers/Microsoft.PolicyInsights/attestations/${name}`;
  const assignment = () => assignmentAt(w.production, 'manual');
  const definition = () => `${w.production}/${AUTHORIZATION}/policyDefinitions/manual`;
  const set = () => `${w.production}/${AUTHORIZATION}/policySetDefinitions/manual`;
  beforeAll(async () => {
    await put(definition(), {
      mode: 'All',
      policyRule: {
        if: { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' },
        then: { effect: 'manual' },
      },
    });
    await put(assignment(), { policyDefinitionId: definition() });
  });
  afterAll(async () => {
    for (const id of [assignment(), set(), definition()]) await w.as.owner('DELETE', id);
  });

  test('says how something stands, and when that last changed', async () => {
    const evidence = [{ description: 'The contract', sourceUri: 'https://example.test/contract' }];
    const made = await put(at(group()), {
      policyAssignmentId: assignment(),
      complianceState: 'Compliant',
      owner: 'platform',
      evidence,
    });
    expect([made.status, made.body.properties]).toEqual([
      201,
      {
        policyAssignmentId: assignment(),
        complianceState: 'Compliant',
        owner: 'platform',
        evidence,
        provisioningState: 'Succeeded',
        lastComplianceStateChangeAt: expect.any(String),
      },
    ]);
    const changedAt = made.body.properties.lastComplianceStateChangeAt;
    const same = await put(at(group()), { policyAssignmentId: assignment(), complianceState: 'Compliant' });
    expect([same.status, same.body.properties.lastComplianceStateChangeAt]).toEqual([200, changedAt]);
    const states = await w.storage.states.get(group().toLowerCase());
    expect(
      states?.results
        .filter(({ assignmentKey }) => assignmentKey === assignment().toLowerCase())
        .map(({ complianceState }) => complianceState),
    ).toEqual(['Compliant']);
    const listed = (scope: string, filter = '') =>
      w.as.owner('GET', `${scope}/providers/Microsoft.PolicyInsights/attestations${filter}`);
    const mine = `?$filter=${encodeURIComponent(`PolicyAssignmentId eq '${assignment()}'`)}`;
    expect(namesIn(await listed(w.production))).toEqual(['a']);
    expect(namesIn(await listed(group(), mine))).toEqual(['a']);
    expect(namesIn(await listed(chatDeployment(w, 'blue')))).toEqual([]);

    expect(failure(await put(at(group(), 'b'), { policyAssignmentId: assignment() }))).toEqual([
      409,
      'AttestationExists',
    ]);
    // It goes with its assignment.
    await w.as.owner('DELETE', assignment());
    expect((await w.as.owner('GET', at(group()))).status).toBe(404);
    await put(assignment(), { policyDefinitionId: definition() });
  });

  test('of an initiative names the member', async () => {
    await put(set(), {
      policyDefinitions: [{ policyDefinitionId: definition(), policyDefinitionReferenceId: 'asked' }],
    });
    const assigned = assignmentAt(w.production, 'manual-set');
    await put(assigned, { policyDefinitionId: set() });
    expect(failure(await put(at(group(), 'c'), { policyAssignmentId: assigned }))).toEqual([
      400,
      'InvalidAttestation',
    ]);
    const named = { policyAssignmentId: assigned, policyDefinitionReferenceId: 'ASKED' };
    expect((await put(at(group(), 'c'), named)).body.properties.complianceState).toBe('Unknown');
    expect((await w.as.owner('DELETE', at(group(), 'c'))).status).toBe(200);
    await w.as.owner('DELETE', assigned);
  });

  test.each<[string, () => string, () => object, number, string]>([
    [
      'of no assignment',
      group,
      () => ({ policyAssignmentId: `${assignment()}x` }),
      404,
      'PolicyAssignmentNotFound',
    ],
    [
      'of a state that there is not',
      group,
      () => ({ complianceState: 'Fine' }),
      400,
      'InvalidRequestContent',
    ],
    ['outside the assignment', () => w.sandbox, () => ({}), 400, 'InvalidAttestation'],
    [
      'of a member where there are none',
      group,
      () => ({ policyDefinitionReferenceId: 'a' }),
      400,
      'InvalidAttestation',
    ],
  ])('%s is refused, and nothing is stored', async (_, scope, more, status, code) => {
    const answer = await put(at(scope(), 'bad'), { policyAssignmentId: assignment(), ...more() });
    expect(failure(answer)).toEqual([status, code]);
    expect((await w.as.owner('GET', at(scope(), 'bad'))).status).toBe(404);
  });

  test('of a policy that asks nobody is refused', async () => {
    const other = assignmentAt(w.production, 'denies');
    await w.as.owner('PUT', other, { body: onlyRegistry('azureml') });
    expect(failure(await put(at(group(), 'bad'), { policyAssignmentId: other }))).toEqual([
      400,
      'InvalidAttestation',
    ]);
    await w.as.owner('DELETE', other);
  });
});

describe('a policy variable', () => {
  const at = (scope: string, name = 'skus') => `${scope}/${AUTHORIZATION}/variables/${name}`;
  const columns = [{ columnName: 'sku' }, { columnName: 'limit' }];
  const row = [
    { columnName: 'SKU', columnValue: 'Standard' },
    { columnName: 'limit', columnValue: 3 },
  ];

  test.each([
    ['subscription', () => w.production],
    ['management group', () => w.root],
  ])('and its values are kept at a %s', async (_, scope) => {
    const id = at(scope());
    expect([(await put(id, { columns })).status, (await put(id, { columns })).status]).toEqual([201, 200]);
    const value = await put(`${id}/values/first`, { values: row });
    expect([value.status, value.body.type, value.body.properties]).toEqual([
      201,
      'Microsoft.Authorization/variables/values',
      { values: row },
    ]);
    expect(await list(scope(), 'variables')).toEqual(['skus']);
    expect(await list(scope(), 'variables/skus/values')).toEqual(['first']);
    expect(
      failure(await put(`${id}/values/bad`, { values: [{ columnName: 'size', columnValue: 1 }] })),
    ).toEqual([400, 'InvalidPolicyVariable']);
    expect((await w.as.owner('DELETE', id)).status).toBe(200);
    expect((await w.as.owner('GET', `${id}/values/first`)).status).toBe(404);
    expect((await w.as.owner('DELETE', id)).status).toBe(204);
  });

  test.each<[string, object, string]>([
    ['no columns', { columns: [] }, 'InvalidPolicyVariable'],
    ['one column twice', { columns: [{ columnName: 'a' }, { columnName: 'A' }] }, 'InvalidPolicyVariable'],
    ['a column without a name', { columns: [{}] }, 'InvalidRequestContent'],
  ])('with %s is refused, and nothing is stored', async (_, properties, code) => {
    expect(failure(await put(at(w.production, 'bad'), properties))).toEqual([400, code]);
    expect((await w.as.owner('GET', at(w.production, 'bad'))).status).toBe(404);
  });
});

describe('a limit', () => {
  const settings = '/providers/Sluice.Governance/settings/default';
  const limit = (limits: object) =>
    w.as.owner('PUT', settings, { apiVersion: '2026-11-01', body: { properties: { limits } } });
  afterAll(() => limit({}));

  test.each<[string, string, (name: string) => Promise<Answer>]>([
    [
      'assignmentsPerScope',
      'PolicyAssignmentQuotaExceeded',
      name => w.as.owner('PUT', assignmentAt(w.sandbox, name), { body: onlyRegistry('azureml') }),
    ],
    [
      'definitionsPerScope',
      'PolicyDefinitionQuotaExceeded',
      name =>
        put(`${w.sandbox}/${AUTHORIZATION}/policyDefinitions/${name}`, {
          policyRule: { if: { field: 'name', equals: 'x' }, then: { effect: 'audit' } },
        }),
    ],
    [
      'initiativesPerScope',
      'PolicySetDefinitionQuotaExceeded',
      name => put(`${w.sandbox}/${AUTHORIZATION}/policySetDefinitions/${name}`, { policyDefinitions: [] }),
    ],
    [
      'exemptionsPerScope',
      'PolicyExemptionQuotaExceeded',
      name =>
        put(`${w.sandbox}/${AUTHORIZATION}/policyExemptions/${name}`, {
          policyAssignmentId: assignmentAt(w.sandbox, 'limit1'),
          exemptionCategory: 'Waiver',
        }),
    ],
  ])('%s is what the settings say', async (name, code, make) => {
    expect(
      (await w.as.owner('GET', settings, { apiVersion: '2026-11-01' })).body.properties.limits,
    ).toBeDefined();
    await limit({ [name]: 1 });
    expect((await make('limit1')).status).toBeLessThan(300);
    expect(failure(await make('limit2'))).toEqual([400, code]);
    // What is there may be written again.
    expect((await make('limit1')).status).toBeLessThan(300);
    await limit({});
  });
});
