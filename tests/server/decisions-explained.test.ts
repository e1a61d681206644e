import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALLOWED_REGISTRY,
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

// A past decision is taken again in full, and found again, by who may read what it was about.

let world: World;
const GROUP = () => `${world.production}/resourceGroups/rg-chat`;
const strict = () => assignmentAt(world.production, 'strict');
const watching = () => assignmentAt(world.production, 'watching');
const excluding = () => assignmentAt(world.production, 'excluding');

beforeAll(async () => {
  world = await openWorld();
  await put(strict(), onlyRegistry('azureml', { nonComplianceMessages: [{ message: 'Use azureml.' }] }));
  await put(watching(), onlyRegistry('azureml-mistral', { enforcementMode: 'DoNotEnforce' }));
  await put(excluding(), onlyRegistry('azureml-mistral', { notScopes: [GROUP()] }));
});
afterAll(() => world.close());

async function put(path: string, body: object): Promise<Answer> {
  const answer = await world.as.owner('PUT', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

const deploy = (name: string, model = LLAMA) =>
  world.as.mlEngineer('PUT', chatDeployment(world, name), { body: deploymentOf(model) });
const decisionOf = (answer: Answer) =>
  `/providers/Sluice.Governance/decisions/${answer.headers['x-sluice-decision-id']}`;
const standings = (answer: Answer) =>
  Object.fromEntries(
    answer.body.properties.considered.map(
      ({ policyAssignmentId, standing }: { policyAssignmentId: string; standing: string }) => [
        policyAssignmentId.slice(policyAssignmentId.lastIndexOf('/') + 1),
        standing,
      ],
    ),
  );

describe('a denial', () => {
  let refused: Answer;
  let explained: Answer;
  beforeAll(async () => {
    refused = await deploy('refused');
    explained = await world.as.mlEngineer('GET', decisionOf(refused));
  });

  it('says who asked what, when, and under which revision', () => {
    expect([refused.status, explained.status]).toEqual([403, 200]);
    expect(explained.body.properties).toMatchObject({
      at: expect.stringMatching(/^2\d{3}-.+Z$/),
      verdict: 'deny',
      recomputedVerdict: 'deny',
      revision: Number(refused.headers['x-sluice-revision']),
      recomputedRevision: Number(refused.headers['x-sluice-revision']),
      resourceId: chatDeployment(world, 'refused'),
      action: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write',
      occasion: 'write',
      caller: { appid: world.demo.principals.mlEngineer.clientId },
      principal: { displayName: 'ML engineer', principalType: 'ServicePrincipal' },
      message: refused.body.error.message,
    });
    const { caller, principal } = explained.body.properties;
    expect(principal.id).toBe(caller.oid);
  });

  it('says it in a sentence, with the names that people know and why', () => {
    const { sentence, refusals } = explained.body.properties;
    expect(sentence).toBe("Refused by 'strict' (assigned at 'Production'): Use azureml.");
    expect(refusals).toEqual([
      {
        policyAssignmentId: strict(),
        policyAssignmentDisplayName: 'strict',
        policyAssignmentScope: world.production,
        policyAssignmentScopeDisplayName: 'Production',
        policyDefinitionId: ALLOWED_REGISTRY,
        policyDefinitionDisplayName: expect.stringContaining('except for the allowed Registry'),
        effect: 'Deny',
        message: 'Use azureml.',
        reason: "The model comes from the registry 'azureml-meta', not from 'azureml'.",
      },
    ]);
  });

  it('names every assignment considered, and why one did not apply', () => {
    expect(standings(explained)).toMatchObject({
      strict: 'refuses',
      watching: 'notEnforced',
      excluding: 'excluded',
    });
    const [row] = explained.body.properties.considered.filter(
      ({ standing }: { standing: string }) => standing === 'excluded',
    );
    expect(row).toMatchObject({
      applied: false,
      why: expect.stringContaining('notScopes'),
      policyAssignmentDisplayName: 'excluding',
      policyAssignmentScopeDisplayName: 'Production',
      policyDefinitionDisplayName: expect.stringContaining('allowed Registry'),
    });
    expect(row).not.toHaveProperty('trace');
  });

  it('shows the tree of conditions with both sides, and what decided', () => {
    const [row] = explained.body.properties.considered.filter(
      ({ standing }: { standing: string }) => standing === 'refuses',
    );
    expect(row.trace).toMatchObject({
      outcome: { kind: 'matched' },
      root: { kind: 'allOf', result: true, pointer: '/policyRule/if' },
    });
    expect(row.trace.decidedBy).toContainEqual(
      expect.objectContaining({
        operator: 'Like',
        expressionValue: LLAMA.toLowerCase(),
        targetValue: 'azureml://registries/azureml/*',
      }),
    );
  });

  it('shows the branches that nobody looked at, as the definition has them', async () => {
    const id = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/branches`;
    const unseen = { field: 'tags.never', exists: true };
    await put(id, {
      properties: {
        mode: 'All',
        policyRule: {
          if: {
            allOf: [{ field: 'name', equals: 'branches' }, { anyOf: [{ value: 1, equals: 1 }, unseen] }],
          },
          then: { effect: 'deny' },
        },
      },
    });
    await put(assignmentAt(GROUP(), 'branches'), { properties: { policyDefinitionId: id } });
    const { body } = await world.as.owner('GET', decisionOf(await deploy('branches', PHI4)));
    await world.as.owner('DELETE', assignmentAt(GROUP(), 'branches'));
    const { root } = body.properties.considered.find(
      ({ policyDefinitionId }: { policyDefinitionId: string }) => policyDefinitionId === id,
    ).trace;
    expect(root).not.toHaveProperty('skipped');
    expect(root.children[1].skipped).toEqual([
      { pointer: '/policyRule/if/allOf/1/anyOf/1', condition: unseen },
    ]);
  });

  it('names the nearest models that may be deployed instead, and they may', async () => {
    const { alternatives } = explained.body.properties;
    expect(alternatives).toHaveLength(3);
    for (const { assetId, registry, path, value } of alternatives) {
      expect([registry, path]).toEqual(['azureml', 'properties.model']);
      expect(assetId).toMatch(/^azureml:\/\/registries\/azureml\//);
      expect((await deploy('alternative', value)).status).toBeLessThan(300);
    }
    await world.as.owner('DELETE', chatDeployment(world, 'alternative'));
  });

  it('says what would have passed, and that passes', async () => {
    const { wouldPass } = explained.body.properties;
    expect(wouldPass).toMatchObject({
      found: true,
      changes: [{ kind: 'model', path: 'properties.model', before: LLAMA }],
    });
    const [{ after }] = wouldPass.changes;
    expect(after).toMatch(/^azureml:\/\/registries\/azureml\/models\//);
    expect((await deploy('proposed', after)).status).toBe(201);
    await world.as.owner('DELETE', chatDeployment(world, 'proposed'));
  });

  it('is the same every time', async () => {
    expect((await world.as.mlEngineer('GET', decisionOf(refused))).body).toEqual(explained.body);
  });

  it('is taken again with the policies of today when asked to', async () => {
    await put(strict(), onlyRegistry('azureml-meta'));
    const now = await world.as.owner('GET', `${decisionOf(refused)}?recompute=current`);
    expect(now.body.properties).toMatchObject({ verdict: 'deny', recomputedVerdict: 'allow' });
    expect(now.body.properties.recomputedRevision).toBeGreaterThan(now.body.properties.revision);
    expect(now.body.properties).not.toHaveProperty('error');
    expect(now.body.properties).not.toHaveProperty('wouldPass');
    expect(now.body.properties).not.toHaveProperty('alternatives');
    expect(now.body.properties).toMatchObject({
      sentence: expect.stringMatching(/^Allowed: /),
      refusals: [],
    });
    const then = await world.as.owner('GET', `${decisionOf(refused)}?recompute=then`);
    expect(then.body.properties.recomputedVerdict).toBe('deny');
    await put(strict(), onlyRegistry('azureml'));
  });

  it('is not taken again in a way that nobody knows', async () => {
    const { status, body } = await world.as.owner('GET', `${decisionOf(refused)}?recompute=later`);
    expect([status, body.error.code]).toEqual([400, 'InvalidQueryParameter']);
  });
});

it('none is found where nothing would pass', async () => {
  const closed = assignmentAt(GROUP(), 'closed');
  const definition = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/closed`;
  await put(definition, {
    properties: {
      mode: 'All',
      policyRule: {
        if: {
          field: 'type',
          equals: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
        },
        then: { effect: 'deny' },
      },
    },
  });
  await put(closed, { properties: { policyDefinitionId: definition } });
  const explained = await world.as.owner('GET', decisionOf(await deploy('closed', PHI4)));
  expect(explained.body.properties.wouldPass).toMatchObject({ found: false });
  await world.as.owner('DELETE', closed);
});

it('a tag of the group is what a missing tag would be', async () => {
  const definition = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/tagged`;
  const tagged = assignmentAt(GROUP(), 'tagged');
  await put(definition, {
    properties: { policyRule: { if: { field: 'tags.team', exists: false }, then: { effect: 'deny' } } },
  });
  await put(tagged, { properties: { policyDefinitionId: definition } });
  const explained = await world.as.owner('GET', decisionOf(await deploy('untagged', PHI4)));
  expect(explained.body.properties.wouldPass).toMatchObject({
    found: true,
    changes: [{ kind: 'tag', path: 'tags.team' }],
  });
  await world.as.owner('DELETE', tagged);
});

describe('a decision is found', () => {
  const STATES = 'providers/Microsoft.PolicyInsights/policyStates/latest/queryResults';
  const idOf = ({ headers }: Answer) => headers['x-sluice-decision-id'];
  const logOf = async ({ headers }: Answer) => {
    const filter = `eventTimestamp ge '2020-01-01' and correlationId eq '${headers['x-ms-correlation-request-id']}'`;
    const path = `${world.production}/providers/Microsoft.Insights/eventtypes/management/values`;
    const { body } = await world.as.owner('GET', `${path}?$filter=${encodeURIComponent(filter)}`);
    return body.value.map(
      ({ category, properties }: { category: { value: string }; properties: Record<string, string> }) => [
        category.value,
        properties['decisionId'],
      ],
    );
  };
  const statesOf = (id: string, query: string, who: keyof World['as'] = 'owner') =>
    world.as[who]('POST', `${id}/${STATES}?${encodeURI(query)}`);

  it('from every entry of the log about a refused write, and about one that went through', async () => {
    const refused = await deploy('logged');
    expect((await logOf(refused)).toSorted()).toEqual([
      ['Administrative', idOf(refused)],
      ['Policy', idOf(refused)],
    ]);
    const made = await deploy('logged', PHI4);
    expect(await logOf(made)).toEqual([['Administrative', idOf(made)]]);
  });

  it('not from an entry about what policy does not judge', async () => {
    const path = assignmentAt(`${world.production}/resourceGroups/rg-documents`, 'unjudged');
    expect(await logOf(await put(path, onlyRegistry('azureml')))).toEqual([['Administrative', undefined]]);
    await world.as.owner('DELETE', path);
  });

  it('from a state, where it is asked for', async () => {
    const made = await deploy('logged', PHI4);
    await deploy('logged');
    const id = chatDeployment(world, 'logged');
    for (const query of ['$select=decisionId', '$select=complianceState,DECISIONID']) {
      const { status, body } = await statesOf(id, query);
      expect([status, body.value.length > 0]).toEqual([200, true]);
      for (const row of body.value) expect(row.decisionId).toBe(idOf(made));
    }
    expect((await statesOf(id, '')).body.value[0]).not.toHaveProperty('decisionId');
    expect((await statesOf(id, "$filter=decisionId eq 'x'")).status).toBe(400);
  });

  it('of a resource as it stands, whatever it was judged by', async () => {
    const seeded = (await statesOf(GROUP(), "$filter=complianceState eq 'NonCompliant'")).body.value[0];
    const { status, body } = await world.as.mlEngineer(
      'GET',
      `${seeded.resourceId}/providers/Sluice.Governance/decisions/current`,
    );
    expect([status, body.name]).toEqual([200, 'current']);
    expect(body.properties).toMatchObject({
      verdict: 'deny',
      resourceId: seeded.resourceId,
      sentence: expect.stringMatching(/^Refused by 'strict'/),
      wouldPass: { found: true },
    });
    expect(standings({ body } as Answer)).toMatchObject({ strict: 'refuses', excluding: 'excluded' });
    expect((await world.as.owner('GET', `/providers/Sluice.Governance/decisions/${body.name}`)).status).toBe(
      404,
    );
  });

  it.each([
    ['a resource that is gone', () => chatDeployment(world, 'never')],
    ['a place that is not there', () => `${world.production}/resourceGroups/none/providers/A.B/c/d`],
    ['the tenant', () => ''],
  ])('not of %s', async (_, path) => {
    const { status, body } = await world.as.owner(
      'GET',
      `${path()}/providers/Sluice.Governance/decisions/current`,
    );
    expect([status, body.error.code]).toEqual([404, 'ResourceNotFound']);
  });
});

describe('who may read the resource may read its decisions', () => {
  const reader = '12345678-1234-4234-8234-1234567890ab';
  const SCIENTIST = '/providers/Microsoft.Authorization/roleDefinitions/f6c7c914-8db3-469d-8ca1-694a8f32e121';
  let send: World['as']['owner'];

  beforeAll(async () => {
    const grants = await world.as.owner(
      'GET',
      `${world.root}/providers/Microsoft.Authorization/roleAssignments`,
    );
    const engineer = await world.as.owner('GET', '/providers/Sluice.Governance/principals');
    const { name } = engineer.body.value.find(
      ({ properties }: { properties: { clientId: string } }) =>
        properties.clientId === world.demo.principals.mlEngineer.clientId,
    );
    for (const { id, properties } of grants.body.value) {
      if (properties.principalId === name) await world.as.owner('DELETE', id);
    }
    await put(`${GROUP()}/providers/Microsoft.Authorization/roleAssignments/${reader}`, {
      properties: { roleDefinitionId: SCIENTIST, principalId: name },
    });
    send = world.as.mlEngineer;
  });

  it('with a role that knows nothing of decisions', async () => {
    const refused = await deploy('by-scientist');
    expect(refused.status).toBe(403);
    const explained = await send('GET', decisionOf(refused));
    expect(explained.status).toBe(200);
    // Models of registries that he may not read are not proposed to him.
    expect(explained.body.properties).toMatchObject({ wouldPass: { found: false }, alternatives: [] });
    const toOwner = await world.as.owner('GET', decisionOf(refused));
    expect(toOwner.body.properties.wouldPass).toMatchObject({ found: true });
    expect(toOwner.body.properties.alternatives.length).toBeGreaterThan(0);
  });

  it('and of no other', async () => {
    const group = `${world.production}/resourceGroups/rg-documents`;
    const other = await put(group, { location: 'northeurope' });
    expect((await world.as.owner('GET', decisionOf(other))).status).toBe(200);
    expect((await send('GET', decisionOf(other))).status).toBe(404);
    const { body } = await send('GET', `${world.production}/providers/Sluice.Governance/decisions`);
    const ids = body.value.map(
      ({ properties }: { properties: { resourceId: string } }) => properties.resourceId,
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id: string) => !id.startsWith(`${GROUP()}/`))).toEqual([]);
  });

  it('as it stands, too', async () => {
    const path = '/providers/Sluice.Governance/decisions/current';
    expect((await send('GET', `${chatDeployment(world, 'logged')}${path}`)).status).toBe(200);
    const { status, body } = await send('GET', `${world.production}/resourceGroups/rg-documents${path}`);
    expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed']);
  });

  it('also when the resource is gone, by its place', async () => {
    const made = await deploy('gone', PHI4);
    expect(made.status).toBe(201);
    await world.as.owner('DELETE', chatDeployment(world, 'gone'));
    expect((await send('GET', decisionOf(made))).status).toBe(200);
  });

  it('and strangers learn nothing', async () => {
    const list = `${world.sandbox}/providers/Sluice.Governance/decisions`;
    expect((await send('GET', list)).status).toBe(403);
    expect((await world.as.anonymous('GET', list)).status).toBe(401);
  });
});

describe('the list', () => {
  const list = (query = '', scope = GROUP()) =>
    world.as.owner('GET', `${scope}/providers/Sluice.Governance/decisions${query}`);
  const filter = (text: string) => `?$filter=${encodeURIComponent(text)}`;

  it('is newest first, and page by page the same', async () => {
    const { body } = await list();
    const times = body.value.map(({ properties }: { properties: { at: string } }) => properties.at);
    expect(times.length).toBeGreaterThan(3);
    expect([...times].sort().reverse()).toEqual(times);
    const names: string[] = [];
    let path: string | undefined = `${GROUP()}/providers/Sluice.Governance/decisions?$top=2`;
    while (path !== undefined) {
      const page: Answer = await world.as.owner(
        'GET',
        path,
        path.includes('skiptoken') ? { apiVersion: null } : {},
      );
      names.push(...page.body.value.map(({ name }: { name: string }) => name));
      path = page.body.nextLink?.replace(/^https:\/\/[^/]+/, '');
    }
    expect(names).toEqual(body.value.map(({ name }: { name: string }) => name));
  });

  it.each<[string, () => string, (properties: Record<string, string>) => boolean]>([
    ['verdict', () => "verdict eq 'deny'", ({ verdict }) => verdict === 'deny'],
    [
      'resource',
      () => `resourceId eq '${chatDeployment(world, 'refused').toUpperCase()}'`,
      ({ resourceId }) => resourceId === chatDeployment(world, 'refused'),
    ],
    [
      'time',
      () => "at ge '2020-01-01T00:00:00Z' and verdict ne 'deny'",
      ({ verdict }) => verdict === 'allow',
    ],
  ])('can be narrowed by %s', async (_, text, fits) => {
    const { status, body } = await list(filter(text()));
    expect([status, body.value.length > 0]).toEqual([200, true]);
    expect(
      body.value.filter(({ properties }: { properties: Record<string, string> }) => !fits(properties)),
    ).toEqual([]);
  });

  it('says of a denial what the decision itself says, and of nothing else', async () => {
    const refused = await deploy('told');
    await put(
      `${GROUP()}/providers/Microsoft.Authorization/policyAssignments/gone`,
      onlyRegistry('approved-models'),
    );
    const twice = await deploy('told');
    await world.as.owner('DELETE', `${GROUP()}/providers/Microsoft.Authorization/policyAssignments/gone`);
    const { body } = await list(filter(`resourceId eq '${chatDeployment(world, 'told')}'`));
    const shown = body.value.map(({ properties }: Answer['body']) => properties);
    const explained = await world.as.owner('GET', decisionOf(refused));
    const { sentence, principal, refusals } = explained.body.properties;
    expect(shown[1]).toMatchObject({ verdict: 'deny', sentence, principal });
    expect(shown[1].refusals).toEqual([{ ...refusals[0], effect: 'deny' }]);
    expect(shown[0].sentence).toBe(
      "Refused by 'strict' (assigned at 'Production'): The model comes from the registry 'azureml-meta', not from 'azureml'. " +
        "Refused by 'gone' (assigned at 'rg-chat'): The model comes from the registry 'azureml-meta', not from 'approved-models'.",
    );
    expect(twice.status).toBe(403);
    const allowed = (await list(filter("verdict eq 'allow'"))).body.value;
    expect(allowed.length).toBeGreaterThan(0);
    for (const { properties } of allowed) expect(properties).not.toHaveProperty('sentence');
  });

  it('of a principal is that of the principal, also where no rule applied', async () => {
    const made = await put(`${world.sandbox}/resourceGroups/untouched`, { location: 'westeurope' });
    const { principal, results } = (await world.as.owner('GET', decisionOf(made))).body.properties;
    expect(results).toEqual([]);
    const found = async (text: string, scope = world.root): Promise<readonly Answer['body'][]> =>
      (await list(filter(text), scope)).body.value;
    const own = await found(`principalId eq '${principal.id.toUpperCase()}'`);
    expect(own.map(({ name }) => name)).toContain(made.headers['x-sluice-decision-id']);
    expect(new Set(own.map(({ properties }) => properties.principal.id))).toEqual(new Set([principal.id]));
    const others = await found(`principalId ne '${principal.id}'`);
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(({ properties }) => properties.principal?.id === principal.id)).toEqual([]);
    expect(await found("principalId eq 'nobody'")).toEqual([]);
  });

  it('of a time to come is empty', async () => {
    expect((await list(filter("at gt '2999-01-01'"))).body.value).toEqual([]);
  });

  it('of a management group is that of its subscriptions, of the tenant everything', async () => {
    const inGroup = (await list('', world.root)).body.value.length;
    expect(inGroup).toBeGreaterThan((await list()).body.value.length);
    expect((await list('', '')).body.value.length).toBeGreaterThanOrEqual(inGroup);
  });

  it.each([
    ['what cannot be compared', "request eq 'x'"],
    ['what cannot be read', 'verdict eq'],
    ['no time', "at gt 'yesterday'"],
    ['SQL', "verdict eq 'x' or 1=1"],
  ])('refuses a filter with %s', async (_, text) => {
    const { status, body } = await list(filter(text));
    expect([status, body.error.code]).toEqual([400, 'InvalidFilterInQueryString']);
  });

  it('of a place that is not there is not found', async () => {
    expect((await list('', `${world.production}/resourceGroups/none`)).status).toBe(404);
  });
});
