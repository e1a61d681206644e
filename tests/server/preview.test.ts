import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
  replaceRights,
  type World,
} from './harness.ts';

const API = '2026-11-01';
const NDJSON = { accept: 'application/x-ndjson' };
const LISTS = ['newlyNonCompliant', 'newlyCompliant', 'couldNotJudge', 'unchanged'] as const;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Item = {
  readonly resourceId: string;
  readonly policyAssignmentId: string;
  readonly before: { readonly complianceState: string } | null;
  readonly after: { readonly complianceState: string; readonly effect: string } | null;
};

function preview(
  id: string,
  body: unknown,
  {
    who = 'owner',
    query = '',
    headers = {},
  }: { who?: Who; query?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return world.as[who]('POST', `${id}/preview${query}`, { apiVersion: API, body, headers });
}

async function succeed(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await world.as.owner(verb, path, { body });
  if (answer.status >= 300) throw new Error(`${verb} ${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Waits until everything in a scope has been judged at the revision of an answer. */
async function judged({ headers }: Answer, scope = world.production): Promise<void> {
  const revision = Number(headers['x-sluice-revision']);
  await vi.waitUntil(async () => {
    const under = scope.toLowerCase();
    const types = ['microsoft.machinelearningservices/workspaces/onlineendpoints/deployments'];
    return (await world.storage.states.outdated({ under, types, revision, top: 1 })).length === 0;
  });
}

/** `deployment: state` of everything that the kept states say of an assignment. */
async function keptStates(assignment: string, ids: readonly string[]): Promise<readonly string[]> {
  const states = await Promise.all(ids.map(id => world.storage.states.get(id.toLowerCase())));
  return states
    .flatMap(state => (state?.results ?? []).map(result => ({ ...result, id: state?.resourceId ?? '' })))
    .filter(({ assignmentKey }) => assignmentKey === assignment.toLowerCase())
    .map(({ id, complianceState }) => `${id}: ${complianceState}`)
    .sort();
}

function itemsOf(body: Record<string, readonly Item[]>): readonly Item[] {
  return LISTS.flatMap(list => body[list] ?? []);
}

function saidStates(items: readonly Item[], when: 'before' | 'after'): readonly string[] {
  return items
    .flatMap(item => (item[when] === null ? [] : [`${item.resourceId}: ${item[when]?.complianceState}`]))
    .sort();
}

describe('a new assignment', () => {
  it('says what it would mean, and then means that', async () => {
    const id = assignmentAt(world.production, 'only-azureml');
    const body = onlyRegistry('azureml');
    const { status, body: said, headers } = await preview(id, { resource: body, includeUnchanged: true });
    expect(status).toBe(200);
    expect(headers['x-sluice-revision']).toBe(String(said.revision));
    expect(said).toMatchObject({ operation: 'put', resourceId: id, narrowed: false });
    expect(said.counts.newlyNonCompliant).toBeGreaterThan(0);
    expect(said.counts.unchanged).toBeGreaterThan(0);
    for (const list of LISTS) expect(said[list]).toHaveLength(said.counts[list]);
    // A rule says at most one thing of each: what is left has nothing said of it.
    const { resources, newlyNonCompliant, newlyCompliant, unchanged, couldNotJudge } = said.counts;
    expect(said.counts.notConcerned).toBe(
      resources - newlyNonCompliant - newlyCompliant - unchanged - couldNotJudge,
    );
    expect(said.newlyNonCompliant[0]).toMatchObject({
      policyAssignmentId: id,
      before: null,
      after: { complianceState: 'NonCompliant', effect: 'Deny', enforcementMode: 'Default' },
    });
    expect(said.newlyNonCompliant[0].evaluatedExpressions.length).toBeGreaterThan(0);
    expect((await world.as.owner('GET', id)).status).toBe(404);

    await judged(await succeed('PUT', id, body));
    const items = itemsOf(said);
    expect(saidStates(items, 'after')).toEqual(
      await keptStates(
        id,
        items.map(({ resourceId }) => resourceId),
      ),
    );

    const gone = await preview(id, { operation: 'delete', includeUnchanged: true });
    expect(gone.body.counts).toMatchObject({
      newlyCompliant: said.counts.newlyNonCompliant,
      newlyNonCompliant: 0,
      unchanged: said.counts.unchanged,
    });
    expect(saidStates(itemsOf(gone.body), 'before')).toEqual(saidStates(items, 'after'));
    expect(gone.body.newlyCompliant[0].after).toBeNull();
    expect(gone.body.newlyCompliant[0].evaluatedExpressions.length).toBeGreaterThan(0);
    await succeed('DELETE', id);
  });

  it('leaves no trace in the activity log, and no decision', async () => {
    const id = assignmentAt(world.production, 'traceless');
    const log = () => world.storage.activityLog.query({ filter: undefined, top: 1 });
    const [before] = (await log()).items;
    await preview(id, { resource: onlyRegistry('azureml') });
    expect((await log()).items).toEqual([before]);
  });

  it('answers the warnings of the write', async () => {
    const first = assignmentAt(world.production, 'first');
    await succeed('PUT', first, onlyRegistry('azureml'));
    const id = assignmentAt(world.production, 'second');
    const { body } = await preview(id, { resource: onlyRegistry('HuggingFace') });
    const written = await succeed('PUT', id, onlyRegistry('HuggingFace'));
    expect(body.warnings.length).toBeGreaterThan(0);
    expect(body.warnings).toEqual(JSON.parse(String(written.headers['x-sluice-warnings'])));
    await succeed('DELETE', id);
    await succeed('DELETE', first);
  });
});

describe('a check of a draft', () => {
  const check = (resource: object, who: Who = 'owner') =>
    preview(assignmentAt(world.production, 'draft'), { resource, checkOnly: true }, { who });

  it('answers the warnings of the write at once, and looks at no resource', async () => {
    const first = assignmentAt(world.production, 'first');
    await succeed('PUT', first, onlyRegistry('azureml'));
    const draft = onlyRegistry('HuggingFace');
    const whole = await preview(assignmentAt(world.production, 'draft'), { resource: draft });
    const { status, body, headers } = await check(draft);
    expect([status, headers['x-sluice-revision']]).toEqual([200, String(body.revision)]);
    const { operation, resourceId, revision, warnings } = whole.body;
    expect(body).toEqual({ operation, resourceId, revision, warnings });
    expect(warnings.map(({ code }: { code: string }) => code)).toContain('assignment/contradiction');
    await succeed('DELETE', first);
    expect((await check(draft)).body.warnings).not.toEqual(warnings);
  });

  it('says of every wrong parameter where it is, as the write does', async () => {
    const draft = onlyRegistry(
      'azureml',
      {},
      {
        effect: { value: 'Explode' },
        restrictedModels: { value: 'one' },
        colour: { value: 'red' },
        'a/b': { value: 1 },
      },
    );
    const said = await check(draft);
    const really = await world.as.owner('PUT', assignmentAt(world.production, 'draft'), { body: draft });
    expect([said.status, said.body]).toEqual([400, really.body]);
    const targets = said.body.error.details.map(
      ({ code, target }: Record<string, string>) => `${code} ${target}`,
    );
    expect(targets.toSorted()).toEqual([
      'InvalidPolicyParameters /properties/parameters/restrictedModels',
      'PolicyParameterValueNotAllowed /properties/parameters/effect',
      'UndefinedPolicyParameter /properties/parameters/a~1b',
      'UndefinedPolicyParameter /properties/parameters/colour',
    ]);
  });

  it('says which parameters are missing, with everything else that is wrong', async () => {
    const { body } = await check({
      properties: { policyDefinitionId: ALLOWED_REGISTRY, notScopes: [world.sandbox] },
    });
    expect(body.error.details.map(({ target }: { target: string }) => target)).toEqual([
      assignmentAt(world.production, 'draft'),
      '/properties/parameters/effect',
    ]);
  });

  it('of a delete says what it would be refused for', async () => {
    const body = { operation: 'delete', checkOnly: true };
    const builtIn = await preview(ALLOWED_REGISTRY, body);
    expect([builtIn.status, builtIn.body.error.code]).toEqual([
      403,
      'BuiltInPolicyDefinitionCannotBeChanged',
    ]);
    const absent = await preview(assignmentAt(world.production, 'draft'), body);
    expect([absent.status, absent.body.warnings]).toEqual([200, []]);
  });

  it('is for whoever may write it', async () => {
    const draft = onlyRegistry('azureml');
    const statuses = await Promise.all(
      (['owner', 'policyContributor', 'mlEngineer', 'anonymous'] as const).map(
        async who => (await check(draft, who)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 403, 401]);
  });
});

describe('a changed definition', () => {
  it('is judged wherever it is assigned; a delete is refused as the delete would be', async () => {
    const definition = `${world.root}/providers/Microsoft.Authorization/policyDefinitions/no-phi`;
    const rule = (name: string) => ({
      properties: {
        mode: 'Microsoft.MachineLearningServices.v2.Data',
        policyRule: {
          if: {
            allOf: [
              { field: 'type', equals: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments' },
              {
                field: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments/model.name',
                equals: name,
              },
            ],
          },
          then: { effect: 'deny' },
        },
      },
    });
    expect((await preview(definition, { resource: rule('phi-4') })).body.counts).toEqual({
      resources: 0,
      newlyNonCompliant: 0,
      newlyCompliant: 0,
      unchanged: 0,
      couldNotJudge: 0,
      notConcerned: 0,
    });
    await succeed('PUT', definition, rule('phi-4'));
    const id = assignmentAt(world.production, 'no-phi');
    await succeed('PUT', id, { properties: { policyDefinitionId: definition } });
    await succeed('PUT', chatDeployment(world, 'llama'), deploymentOf(LLAMA));
    const { body } = await preview(definition, { resource: rule('llama-3.3-70b-instruct') });
    expect(body.newlyNonCompliant.map(({ resourceId }: Item) => resourceId)).toContain(
      chatDeployment(world, 'llama'),
    );
    const refused = await preview(definition, { operation: 'delete' });
    const really = await world.as.owner('DELETE', definition);
    expect(refused.status).toBe(really.status);
    expect(refused.body.error.code).toBe(really.body.error.code);
    await succeed('DELETE', chatDeployment(world, 'llama'));
    await succeed('DELETE', id);
    await succeed('DELETE', definition);
  });
});

describe('an exemption', () => {
  it('is previewed like the write that it would be', async () => {
    const assignment = assignmentAt(world.production, 'exempted');
    await judged(await succeed('PUT', assignment, onlyRegistry('azureml')));
    const group = `${world.production}/resourceGroups/rg-chat`;
    const id = `${group}/providers/Microsoft.Authorization/policyExemptions/waived`;
    const body = { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' } };
    const said = (await preview(id, { resource: body, includeUnchanged: true })).body;
    expect(said.counts.newlyCompliant).toBeGreaterThan(0);
    for (const { resourceId, before, after } of said.newlyCompliant as readonly Item[]) {
      expect(resourceId.startsWith(`${group}/`)).toBe(true);
      expect([before?.complianceState, after?.complianceState]).toEqual(['NonCompliant', 'Exempt']);
    }
    await judged(await succeed('PUT', id, body), group);
    const items = itemsOf(said);
    const ids = items.map(({ resourceId }) => resourceId);
    expect(saidStates(items, 'after')).toEqual(await keptStates(assignment, ids));
    const gone = (await preview(id, { operation: 'delete' })).body;
    expect(gone.counts.newlyNonCompliant).toBe(said.counts.newlyCompliant);

    const foreign = { properties: { ...body.properties, policyAssignmentId: `${assignment}-none` } };
    const refused = await preview(id, { resource: foreign });
    const really = await world.as.owner('PUT', id, { body: foreign });
    expect([refused.status, refused.body.error?.code]).toEqual([really.status, really.body.error?.code]);
    await succeed('DELETE', id);
    await succeed('DELETE', assignment);
  });
});

describe('an initiative', () => {
  it('is judged member by member wherever it is assigned', async () => {
    const allowed =
      '/providers/Microsoft.Authorization/policyDefinitions/145e7dc6-c886-45a7-bc11-0b3d23ec357d';
    const id = `${world.root}/providers/Microsoft.Authorization/policySetDefinitions/previewed`;
    const member = (referenceId: string, ...registries: readonly string[]) => ({
      policyDefinitionId: allowed,
      policyDefinitionReferenceId: referenceId,
      parameters: { allowedRegistries: { value: registries } },
    });
    const set = (...policyDefinitions: readonly object[]) => ({ properties: { policyDefinitions } });
    const all = member('all', 'azureml', 'azureml-meta', 'azureml-mistral', 'HuggingFace', 'approved-models');
    await succeed('PUT', id, set(all));
    const assignment = assignmentAt(world.production, 'set');
    await judged(await succeed('PUT', assignment, { properties: { policyDefinitionId: id } }));
    const { status, body } = await preview(id, { resource: set(all, member('strict', 'azureml')) });
    expect(status).toBe(200);
    expect(body.newlyNonCompliant.length).toBeGreaterThan(0);
    for (const item of body.newlyNonCompliant)
      expect(item).toMatchObject({
        policyAssignmentId: assignment,
        policySetDefinitionId: id,
        policyDefinitionReferenceId: 'strict',
      });
    await succeed('DELETE', assignment);
    await succeed('DELETE', id);
  });
});

describe('page by page and line by line', () => {
  const body = { resource: onlyRegistry('approved-models'), includeUnchanged: true };

  it('all pages together are what one large page is', async () => {
    const id = assignmentAt(world.production, 'paged');
    const whole = await preview(id, body);
    const pages: Item[] = [];
    let query = '?$top=2';
    for (let count = 0; query !== ''; count++) {
      const page = await preview(id, body, { query });
      expect(page.status).toBe(200);
      expect(page.body.counts).toEqual(whole.body.counts);
      pages.push(...itemsOf(page.body));
      const { nextLink } = page.body;
      query = nextLink === undefined ? '' : new URL(nextLink).search.replace(/[?&]api-version=[^&]*/, '');
      if (query !== '') query = `?${query.replace(/^[?&]/, '')}`;
      expect(count).toBeLessThan(50);
    }
    const names = (items: readonly Item[]) => items.map(({ resourceId }) => resourceId).sort();
    expect(names(pages)).toEqual(names(itemsOf(whole.body)));
  });

  it('lines begin with the counts and end with how many they were', async () => {
    const id = assignmentAt(world.production, 'lines');
    const whole = await preview(id, body);
    const { status, headers, body: lines } = await preview(id, body, { headers: NDJSON });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/x-ndjson');
    expect(lines[0]).toMatchObject({ kind: 'summary', counts: whole.body.counts });
    expect(lines.at(-1)).toEqual({ kind: 'end', lines: lines.length - 2 });
    for (const list of LISTS)
      expect(lines.filter(({ kind }: { kind: string }) => kind === list)).toHaveLength(
        whole.body.counts[list],
      );
  });
});

describe('the replay of logged requests', () => {
  it('tells those that would be refused, and those that would be let through', async () => {
    const from = new Date().toISOString();
    const rule = assignmentAt(world.production, 'in-force');
    await succeed('PUT', chatDeployment(world, 'replayed'), deploymentOf(LLAMA));
    await succeed('PUT', rule, onlyRegistry('azureml-meta'));
    const refused = await world.as.owner('PUT', chatDeployment(world, 'refused'), {
      body: deploymentOf(PHI4),
    });
    expect(refused.status).toBe(403);
    const replay = { from, to: new Date(Date.now() + 1000).toISOString() };

    const { body } = await preview(rule, { resource: onlyRegistry('azureml'), replay });
    expect(body.counts.replay).toEqual({
      requests: 2,
      wouldBeRefused: 1,
      wouldBeLetThrough: 1,
      couldNotJudge: 0,
    });
    expect(body.replay.wouldBeRefused).toMatchObject([
      {
        resourceId: chatDeployment(world, 'replayed'),
        logged: 'allow',
        current: 'allow',
        previewed: 'deny',
        isDueToChange: true,
        violations: [{ policyAssignmentId: rule, effect: 'Deny' }],
      },
    ]);
    expect(body.replay.wouldBeLetThrough).toMatchObject([
      { resourceId: chatDeployment(world, 'refused'), logged: 'deny', previewed: 'allow', violations: [] },
    ]);
    const lines = await preview(rule, { resource: onlyRegistry('azureml'), replay }, { headers: NDJSON });
    expect(lines.body.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['replay.wouldBeRefused', 'replay.wouldBeLetThrough']),
    );
    await succeed('DELETE', rule);
    await succeed('DELETE', chatDeployment(world, 'replayed'));
  });
});

describe('bad input', () => {
  const fine = onlyRegistry('azureml');
  const time = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
  it.each([
    ['no body', undefined, 'InvalidRequestContent', undefined],
    ['a list', [], 'InvalidRequestContent', undefined],
    ['no resource', {}, 'InvalidRequestContent', '/resource'],
    [
      'a delete with a resource',
      { operation: 'delete', resource: fine },
      'InvalidRequestContent',
      '/resource',
    ],
    ['another operation', { operation: 'patch', resource: fine }, 'InvalidRequestContent', '/operation'],
    ['an unknown property', { resource: fine, dryRun: true }, 'InvalidRequestContent', '/dryRun'],
    ['a check that is none', { resource: fine, checkOnly: 1 }, 'InvalidRequestContent', '/checkOnly'],
    [
      'a check of what it does not look at',
      { resource: fine, checkOnly: true, includeUnchanged: true },
      'InvalidRequestContent',
      '/checkOnly',
    ],
    [
      'a replay that is no time',
      { resource: fine, replay: 'today' },
      'InvalidRequestContent',
      '/replay/from',
    ],
    [
      'a replay without end',
      { resource: fine, replay: { from: time.from } },
      'InvalidRequestContent',
      '/replay/to',
    ],
    [
      'a replay that ends before it begins',
      { resource: fine, replay: { from: time.to, to: time.from } },
      'InvalidRequestContent',
      '/replay/from',
    ],
    [
      'a text where a flag should be',
      { resource: fine, includeUnchanged: 'yes' },
      'InvalidRequestContent',
      '/includeUnchanged',
    ],
  ])('%s', async (_, body, code, target) => {
    const { status, body: answer } = await preview(assignmentAt(world.production, 'bad'), body);
    expect(status).toBe(400);
    expect(answer.error.code).toBe(code);
    expect(answer.error.target).toBe(target);
  });

  it.each([
    ['content that fits no assignment', { properties: { policyDefinitionId: 7 } }],
    [
      'a definition that is not there',
      { properties: { policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/none' } },
    ],
    ['a parameter of the wrong type', onlyRegistry('azureml', {}, { restrictedModels: { value: 'x' } })],
    ['a resource that is no object', 'x'],
  ])('%s is refused as the write is', async (_, resource) => {
    const id = assignmentAt(world.production, 'refused');
    const said = await preview(id, { resource });
    const really = await world.as.owner('PUT', id, { body: resource });
    expect(really.status).toBeGreaterThanOrEqual(400);
    expect([said.status, said.body]).toEqual([really.status, really.body]);
  });

  it('a scope that is not there is told as the write tells it', async () => {
    const id = assignmentAt(`${world.production}/resourceGroups/none`, 'x');
    const said = await preview(id, { resource: fine });
    const really = await world.as.owner('PUT', id, { body: fine });
    expect([said.status, said.body]).toEqual([really.status, really.body]);
  });

  it.each(['?$skiptoken=abc', '?$skiptoken=eyJyZXZpc2lvbiI6OTk5OTk5fQ', '?$top=0'])('%s', async query => {
    const answer = await preview(assignmentAt(world.production, 'bad'), { resource: fine }, { query });
    expect(answer.status).toBe(400);
  });

  it('a delete of what is not there changes nothing', async () => {
    const { status, body } = await preview(assignmentAt(world.production, 'absent'), { operation: 'delete' });
    expect(status).toBe(200);
    expect(body.counts.resources).toBe(0);
  });

  it('other verbs are refused', async () => {
    const id = assignmentAt(world.production, 'x');
    expect((await world.as.owner('GET', `${id}/preview`, { apiVersion: API })).status).toBe(405);
  });
});

describe('who may ask', () => {
  const body = { resource: onlyRegistry('azureml') };

  it.each([
    ['mlEngineer', 403],
    ['anonymous', 401],
    ['policyContributor', 200],
  ] as const)('%s: %i', async (who, status) => {
    const answer = await preview(assignmentAt(world.production, 'asked'), body, { who });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body.error.code).toBe('AuthorizationFailed');
  });

  it('needs to read the scope, and for a delete the right to delete', async () => {
    const type = 'Microsoft.Authorization/policyAssignments';
    const id = assignmentAt(world.production, 'narrow');
    const scope = world.production;
    const statusOf = async (asked: object) => (await preview(id, asked, { who: 'mlEngineer' })).status;
    await replaceRights(world, 'mlEngineer', [{ scope, actions: [`${type}/write`] }]);
    expect(await statusOf(body)).toBe(403);
    const read = 'Microsoft.Resources/subscriptions/read';
    await replaceRights(world, 'mlEngineer', [{ scope, actions: [read, `${type}/write`] }]);
    expect(await statusOf(body)).toBe(200);
    expect(await statusOf({ operation: 'delete' })).toBe(403);
    await replaceRights(world, 'mlEngineer', [{ scope, actions: [read, `${type}/delete`] }]);
    expect(await statusOf(body)).toBe(403);
    expect(await statusOf({ operation: 'delete' })).toBe(200);
  });

  it('what the caller may not read is left out everywhere, and it says so', async () => {
    const id = assignmentAt(world.production, 'hidden');
    const replay = { from: '2026-01-01T00:00:00Z', to: '2036-01-01T00:00:00Z' };
    const all = (await preview(id, { ...body, replay, includeUnchanged: true })).body;
    expect(all.counts.replay.requests).toBeGreaterThan(0);
    const type = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
    const group = `${world.production}/resourceGroups/rg-chat`;
    const here = {
      scope: world.production,
      actions: ['Microsoft.Resources/subscriptions/read', 'Microsoft.Authorization/policyAssignments/write'],
    };
    await replaceRights(world, 'mlEngineer', [here]);
    const none = (await preview(id, { ...body, replay, includeUnchanged: true }, { who: 'mlEngineer' })).body;
    expect(none.narrowed).toBe(true);
    expect(none.counts).toEqual({
      resources: 0,
      newlyNonCompliant: 0,
      newlyCompliant: 0,
      unchanged: 0,
      couldNotJudge: 0,
      notConcerned: 0,
      replay: { requests: 0, wouldBeRefused: 0, wouldBeLetThrough: 0, couldNotJudge: 0 },
    });
    await replaceRights(world, 'mlEngineer', [here, { scope: group, actions: [`${type}/read`] }]);
    const some = (await preview(id, { ...body, includeUnchanged: true }, { who: 'mlEngineer' })).body;
    expect(some.narrowed).toBe(true);
    const isInGroup = ({ resourceId }: Item) => resourceId.startsWith(`${group}/`);
    const isOnline = ({ resourceId }: Item) => resourceId.includes('/onlineEndpoints/');
    const readable = itemsOf(all).filter(item => isInGroup(item) && isOnline(item));
    expect(readable.length).toBeGreaterThan(0);
    expect(itemsOf(some).map(({ resourceId }) => resourceId)).toEqual(
      readable.map(({ resourceId }) => resourceId),
    );
  });
});
