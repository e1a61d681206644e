import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALLOWED_REGISTRY,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  PHI4,
  type World,
} from './harness.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Ids of the activity log's policy entries of a subscription, newest first. */
async function policyEntries(scope: string) {
  const filter = encodeURIComponent("eventTimestamp ge '2020-01-01T00:00:00Z' and category eq 'Policy'");
  const { body } = await world.as.owner(
    'GET',
    `${scope}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`,
    {
      apiVersion: '2015-04-01',
    },
  );
  return body.value;
}

describe('the tutorial: only one registry', () => {
  const name = 'only-azureml';

  it('lists the built-in definition for the policy contributor', async () => {
    const { status, body } = await world.as.policyContributor('GET', ALLOWED_REGISTRY);
    expect(status).toBe(200);
    expect(body.properties).toMatchObject({
      policyType: 'BuiltIn',
      mode: 'Microsoft.MachineLearningServices.v2.Data',
    });
  });

  it('assigns it with 201, and says what it warns of in a header', async () => {
    const id = assignmentAt(world.production, name);
    const { status, headers, body } = await world.as.policyContributor('PUT', id, {
      body: onlyRegistry('azureml', {
        displayName: 'Only azureml',
        nonComplianceMessages: [{ message: 'Use the azureml registry.' }],
      }),
    });
    expect(status).toBe(201);
    expect(Number(headers['x-sluice-revision'])).toBeGreaterThan(0);
    expect(body).toMatchObject({ id, name, type: 'Microsoft.Authorization/policyAssignments' });
    expect(body.properties).toMatchObject({
      scope: world.production,
      enforcementMode: 'Default',
      notScopes: [],
    });
    expect(body.properties.instanceId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers 201 to an update too', async () => {
    const id = assignmentAt(world.production, name);
    const { body } = await world.as.policyContributor('GET', id);
    const again = await world.as.policyContributor('PUT', id, { body });
    expect(again.status).toBe(201);
    expect(again.body.properties.instanceId).toBe(body.properties.instanceId);
  });

  it('refuses a deployment from another registry, with every detail of the violation', async () => {
    const { status, headers, body } = await world.as.mlEngineer('PUT', chatDeployment(world, 'refused'), {
      body: deploymentOf(LLAMA),
    });
    expect(status).toBe(403);
    expect(body.error.code).toBe('RequestDisallowedByPolicy');
    expect(body.error.target).toBe('refused');
    expect(body.error.message).toBe(
      "Resource 'refused' was disallowed by policy. Reasons: 'Use the azureml registry.'. See error details for policy resource IDs.",
    );
    expect(body.error.additionalInfo.map(({ type }: { type: string }) => type)).toEqual(['PolicyViolation']);
    expect(body.error.additionalInfo[0].info.decisionId).toBe(
      `/providers/Sluice.Governance/decisions/${headers['x-sluice-decision-id']}`,
    );
    expect(body.error.additionalInfo[0].info).toMatchObject({
      policyDefinitionId: ALLOWED_REGISTRY,
      policyDefinitionEffect: 'Deny',
      policyAssignmentId: assignmentAt(world.production, name),
      policyAssignmentDisplayName: 'Only azureml',
      policyAssignmentScope: world.production,
      policyAssignmentParameters: { effect: 'Deny', allowedRegistryName: 'azureml' },
      nonComplianceMessage: 'Use the azureml registry.',
      policyExemptionIds: [],
    });
    expect(headers['x-sluice-decision-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(headers['x-sluice-revision'])).toBeGreaterThan(0);
  });

  it('stores nothing of the refused deployment', async () => {
    const { status, body } = await world.as.mlEngineer('GET', chatDeployment(world, 'refused'));
    expect(status).toBe(404);
    expect(body.error.code).toBe('ResourceNotFound');
  });

  it('logs the refusal once, with the failed write under the same correlation id', async () => {
    const correlationId = '11111111-2222-4333-8444-555555555555';
    await world.as.mlEngineer('PUT', chatDeployment(world, 'logged'), {
      body: deploymentOf(LLAMA),
      headers: { 'x-ms-correlation-request-id': correlationId },
    });
    const filter = encodeURIComponent(
      `eventTimestamp ge 2020-01-01T10:00:00.123456 and correlationId eq '${correlationId}'`,
    );
    const { body } = await world.as.owner(
      'GET',
      `${world.production}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`,
    );
    expect(body.value.map((event: { category: { value: string } }) => event.category.value).sort()).toEqual([
      'Administrative',
      'Policy',
    ]);
    const [policy] = body.value.filter(
      (event: { category: { value: string } }) => event.category.value === 'Policy',
    );
    expect(policy).toMatchObject({
      operationName: { value: 'Microsoft.Authorization/policies/deny/action' },
      level: 'Error',
      status: { value: 'Failed' },
      resourceId: chatDeployment(world, 'logged'),
      caller: expect.any(String),
    });
    expect(policy.properties.isComplianceCheck).toBe('False');
    expect(JSON.parse(policy.properties.policies)).toMatchObject([
      { policyDefinitionId: ALLOWED_REGISTRY, policyDefinitionEffect: 'Deny' },
    ]);
    const [write] = body.value.filter(
      (event: { category: { value: string } }) => event.category.value === 'Administrative',
    );
    expect(write).toMatchObject({ status: { value: 'Failed' }, subStatus: { value: 'Forbidden' } });
  });

  it('explains a past decision from what was kept', async () => {
    const refused = await world.as.mlEngineer('PUT', chatDeployment(world, 'explained'), {
      body: deploymentOf(LLAMA),
    });
    const { status, body } = await world.as.owner(
      'GET',
      `/providers/Sluice.Governance/decisions/${refused.headers['x-sluice-decision-id']}`,
      {
        apiVersion: '2026-11-01',
      },
    );
    expect(status).toBe(200);
    expect(body.properties).toMatchObject({
      verdict: 'deny',
      recomputedVerdict: 'deny',
      revision: Number(refused.headers['x-sluice-revision']),
    });
    const { additionalInfo, ...error } = refused.body.error;
    const violations = (additionalInfo as { type: string; info: object }[]).map(({ type, info }) => {
      const { decisionId: _, ...told } = { decisionId: '', ...info };
      return { type, info: told };
    });
    expect(body.properties.error).toEqual({ ...error, additionalInfo: violations });
  });

  it('lets an allowed deployment through: 201, then 200, with an operation to poll', async () => {
    const id = chatDeployment(world, 'allowed');
    const created = await world.as.mlEngineer('PUT', id, { body: deploymentOf(PHI4) });
    expect(created.status).toBe(201);
    expect(created.body.properties).toMatchObject({
      model: PHI4,
      provisioningState: 'Succeeded',
      connector: 'record',
      scaleSettings: { scaleType: 'Default' },
    });
    expect(created.headers['etag']).toMatch(/^"[0-9a-f-]{36}"$/);
    const poll = new URL(String(created.headers['azure-asyncoperation']));
    const { body } = await world.as.mlEngineer('GET', poll.pathname + poll.search, { apiVersion: null });
    expect(body).toMatchObject({ status: 'Succeeded' });
    const updated = await world.as.mlEngineer('PUT', id, { body: deploymentOf(PHI4) });
    expect(updated.status).toBe(200);
    const states = await world.storage.states.get(id.toLowerCase());
    expect(states?.results.map(({ complianceState }) => complianceState)).toEqual(['Compliant']);
  });

  it('judges a restricted model of the allowed registry', async () => {
    const id = assignmentAt(world.production, name);
    await world.as.policyContributor('PUT', id, {
      body: onlyRegistry('azureml', {}, { restrictedModels: { value: [PHI4.toLowerCase()] } }),
    });
    const { status } = await world.as.mlEngineer('PUT', chatDeployment(world, 'restricted'), {
      body: deploymentOf(PHI4),
    });
    expect(status).toBe(403);
  });

  it('is lifted by deleting the assignment, on the next request', async () => {
    const id = assignmentAt(world.production, name);
    const deleted = await world.as.policyContributor('DELETE', id);
    expect(deleted.status).toBe(200);
    expect(deleted.body.id).toBe(id);
    expect((await world.as.policyContributor('DELETE', id)).status).toBe(204);
    const { status } = await world.as.mlEngineer('PUT', chatDeployment(world, 'lifted'), {
      body: deploymentOf(LLAMA),
    });
    expect(status).toBe(201);
  });

  it('an empty registry name refuses every registry model', async () => {
    const id = assignmentAt(world.production, 'none');
    await world.as.policyContributor('PUT', id, { body: onlyRegistry('') });
    expect(
      (await world.as.mlEngineer('PUT', chatDeployment(world, 'empty'), { body: deploymentOf(PHI4) })).status,
    ).toBe(403);
    await world.as.policyContributor('DELETE', id);
  });
});

describe('scopes', () => {
  const research = (world: World, name: string) =>
    `${world.sandbox}/resourceGroups/rg-research/providers/Microsoft.MachineLearningServices/workspaces/ws-research/onlineEndpoints/try-llama/deployments/${name}`;

  it('an assignment at a management group holds in the subscriptions below it and nowhere else', async () => {
    const id = assignmentAt('/providers/Microsoft.Management/managementGroups/production', 'mg-only');
    expect((await world.as.policyContributor('PUT', id, { body: onlyRegistry('azureml') })).status).toBe(201);
    expect(
      (await world.as.mlEngineer('PUT', chatDeployment(world, 'mg'), { body: deploymentOf(LLAMA) })).status,
    ).toBe(403);
    expect(
      (await world.as.mlEngineer('PUT', research(world, 'mg'), { body: deploymentOf(LLAMA) })).status,
    ).toBe(201);
    await world.as.policyContributor('DELETE', id);
  });

  it('an excluded resource group is not judged', async () => {
    const id = assignmentAt(world.production, 'with-exclusion');
    const notScopes = [`${world.production}/resourcegroups/RG-CHAT`];
    await world.as.policyContributor('PUT', id, { body: onlyRegistry('azureml', { notScopes }) });
    expect(
      (await world.as.mlEngineer('PUT', chatDeployment(world, 'excluded'), { body: deploymentOf(LLAMA) }))
        .status,
    ).toBe(201);
    const documents = `${world.production}/resourceGroups/rg-documents/providers/Microsoft.MachineLearningServices/workspaces/ws-documents/onlineEndpoints/summaries/deployments/new`;
    expect(
      (await world.as.mlEngineer('PUT', documents, { body: deploymentOf(LLAMA, 'northeurope') })).status,
    ).toBe(403);
    await world.as.policyContributor('DELETE', id);
  });

  it('two assignments of different strictness are both in the one refusal', async () => {
    const wide = assignmentAt(world.production, 'wide');
    const narrow = assignmentAt(`${world.production}/resourceGroups/rg-chat`, 'narrow');
    await world.as.policyContributor('PUT', wide, { body: onlyRegistry('azureml') });
    const second = await world.as.policyContributor('PUT', narrow, { body: onlyRegistry('azureml-mistral') });
    // Together they refuse everything: that is said, not forbidden.
    expect(second.status).toBe(201);
    expect(
      JSON.parse(String(second.headers['x-sluice-warnings'])).map(({ code }: { code: string }) => code),
    ).toContain('assignment/contradiction');
    const refused = await world.as.mlEngineer('PUT', chatDeployment(world, 'both'), {
      body: deploymentOf(LLAMA),
    });
    expect(
      refused.body.error.additionalInfo
        .map(({ info }: { info: { policyAssignmentName?: string } }) => info.policyAssignmentName ?? '')
        .sort(),
    ).toEqual(['narrow', 'wide']);
    await world.as.policyContributor('DELETE', wide);
    await world.as.policyContributor('DELETE', narrow);
  });
});

describe('DoNotEnforce', () => {
  it('lets the deployment through, keeps its state, and logs no policy entry', async () => {
    const id = assignmentAt(world.production, 'watch');
    await world.as.policyContributor('PUT', id, {
      body: onlyRegistry('azureml', { enforcementMode: 'DoNotEnforce' }),
    });
    const before = (await policyEntries(world.production)).length;
    const deployment = chatDeployment(world, 'watched');
    expect((await world.as.mlEngineer('PUT', deployment, { body: deploymentOf(LLAMA) })).status).toBe(201);
    expect((await policyEntries(world.production)).length).toBe(before);
    const states = await world.storage.states.get(deployment.toLowerCase());
    expect(states?.results).toMatchObject([
      { assignmentKey: id.toLowerCase(), complianceState: 'NonCompliant', effect: 'deny' },
    ]);
    await world.as.policyContributor('DELETE', id);
  });
});

describe('what exists when a policy comes', () => {
  const green = () => chatDeployment(world, 'green');

  it('is judged before the PUT of the assignment returns', async () => {
    const id = assignmentAt(world.production, 'brownfield');
    const { headers } = await world.as.policyContributor('PUT', id, { body: onlyRegistry('azureml') });
    const states = await world.storage.states.get(green().toLowerCase());
    expect(states?.revision).toBe(Number(headers['x-sluice-revision']));
    expect(states?.results).toMatchObject([
      { assignmentKey: id.toLowerCase(), complianceState: 'NonCompliant' },
    ]);
    const blue = await world.storage.states.get(chatDeployment(world, 'blue').toLowerCase());
    expect(blue?.results).toMatchObject([{ complianceState: 'Compliant' }]);
  });

  it('keeps its traffic, its keys and its right to be read, but a new PUT of it is judged', async () => {
    const endpoint = green().split('/deployments/')[0] ?? '';
    expect((await world.as.mlEngineer('GET', green())).status).toBe(200);
    expect((await world.as.mlEngineer('POST', `${endpoint}/listKeys`)).body.primaryKey).toMatch(
      /^[0-9a-f]{64}$/,
    );
    const traffic = await world.as.mlEngineer('PUT', endpoint, {
      body: { location: 'westeurope', properties: { authMode: 'Key', traffic: { green: 100 } } },
    });
    expect(traffic.status).toBe(200);
    const stored = await world.as.mlEngineer('GET', green());
    expect((await world.as.mlEngineer('PUT', green(), { body: stored.body })).status).toBe(403);
  });

  it('may be deleted', async () => {
    const deleted = await world.as.mlEngineer('DELETE', green());
    expect(deleted.status).toBe(202);
    const poll = new URL(String(deleted.headers['location']));
    expect((await world.as.mlEngineer('GET', poll.pathname + poll.search, { apiVersion: null })).status).toBe(
      204,
    );
    expect((await world.as.mlEngineer('GET', green())).status).toBe(404);
    expect((await world.as.mlEngineer('DELETE', green())).status).toBe(204);
  });

  it('has no state of an assignment that was deleted', async () => {
    await world.as.policyContributor('DELETE', assignmentAt(world.production, 'brownfield'));
    const states = await world.storage.states.get(chatDeployment(world, 'blue').toLowerCase());
    expect(states?.results).toEqual([]);
  });
});
