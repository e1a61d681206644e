import type { ResourceStates, StateResult } from '@sluice/engine/model';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { query } from './compliance.ts';
import {
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

// Policy insights through the socket: what holds, what held, what it comes to, and what rules said of requests.

let w: World;
const INSIGHTS = 'providers/Microsoft.PolicyInsights';
const WORKSPACE = 'Microsoft.MachineLearningServices/workspaces';
const PATIENCE = { timeout: 20_000, interval: 50 };
const group = () => `${w.production}/resourceGroups/rg-chat`;
/** A time before anything was assigned by these tests, and one after the first assignments. */
let before = '';

const definition = (name: string) => `${w.root}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const initiative = () => `${w.production}/providers/Microsoft.Authorization/policySetDefinitions/basics`;

beforeAll(async () => {
  w = await openWorld();
  before = new Date().toISOString();
  await tick();
  await made('PUT', definition('places'), {
    properties: {
      mode: 'All',
      parameters: { allowed: { type: 'Array', defaultValue: ['nowhere'] } },
      policyRule: {
        if: {
          allOf: [
            { field: 'type', equals: WORKSPACE },
            { not: { field: 'location', in: "[parameters('allowed')]" } },
          ],
        },
        then: { effect: 'audit' },
      },
    },
  });
  await made('PUT', definition('fine'), {
    properties: {
      mode: 'All',
      policyRule: {
        if: {
          allOf: [
            { field: 'type', like: `${WORKSPACE}*` },
            { field: 'name', equals: 'never' },
          ],
        },
        then: { effect: 'audit' },
      },
    },
  });
  await made('PUT', initiative(), {
    properties: {
      policyDefinitionGroups: [
        {
          name: 'where',
          additionalMetadataId: `/${INSIGHTS}/policyMetadata/House_1.1`,
          displayName: 'Places',
          category: 'Order',
          description: 'Where things are.',
        },
        { name: 'any' },
      ],
      parameters: { regions: { type: 'Array', defaultValue: ['westeurope'] } },
      policyDefinitions: [
        {
          policyDefinitionId: definition('places'),
          policyDefinitionReferenceId: 'Place',
          groupNames: ['where', 'any'],
          parameters: { allowed: { value: "[parameters('regions')]" } },
        },
        { policyDefinitionId: definition('fine'), policyDefinitionReferenceId: 'Fine', groupNames: ['any'] },
      ],
    },
  });
  await made('PUT', assignmentAt(w.root, 'places'), {
    properties: { policyDefinitionId: definition('places') },
  });
  await made('PUT', assignmentAt(w.production, 'basics'), {
    properties: { policyDefinitionId: initiative() },
  });
  await made(
    'PUT',
    assignmentAt(group(), 'registry'),
    onlyRegistry('azureml-meta', { enforcementMode: 'DoNotEnforce' }),
  );
  await vi.waitFor(async () => {
    expect((await states(group(), "policyAssignmentName eq 'registry'")).length).toBeGreaterThan(0);
    expect((await states(w.production, "policyAssignmentName eq 'basics'")).length).toBeGreaterThan(3);
  }, PATIENCE);
});
afterAll(() => w.close());

const tick = () => new Promise(resolve => setTimeout(resolve, 15));

async function made(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201, 202]), undefined]);
  return answer;
}

type Options = Readonly<Record<string, string>>;
type As = keyof World['as'];

function ask(
  scope: string,
  path: string,
  options: Options = {},
  as: As = 'owner',
  headers = {},
): Promise<Answer> {
  const query = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return w.as[as]('POST', `${scope}/${INSIGHTS}/${path}?${query.join('&')}`, {
    apiVersion: '2024-10-01',
    headers,
  });
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
async function rows(scope: string, path: string, options: Options = {}, as: As = 'owner'): Promise<any[]> {
  const { status, body } = await ask(scope, path, options, as);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.value;
}

const states = (scope: string, filter?: string, more: Options = {}) =>
  rows(scope, 'policyStates/latest/queryResults', {
    ...(filter === undefined ? {} : { $filter: filter }),
    ...more,
  });

describe('what holds', () => {
  it('a row has exactly the fields of the contract, and ours behind them', async () => {
    const [row] = await states(
      w.production,
      "policyAssignmentName eq 'basics' and policyDefinitionReferenceId eq 'place'",
    );
    const context = `${w.server.endpoint}${w.production}/${INSIGHTS}/policyStates/$metadata#latest/$entity`;
    expect(row).toEqual({
      '@odata.id': null,
      '@odata.context': context,
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      resourceId: expect.stringMatching(/^\/subscriptions\/.*\/resourceGroups\//),
      policyAssignmentId: assignmentAt(w.production, 'basics'),
      policyDefinitionId: definition('places'),
      effectiveParameters: '{"allowed":{"value":["westeurope"]}}',
      isCompliant: expect.any(Boolean),
      subscriptionId: w.demo.subscriptionIds.production,
      resourceType: WORKSPACE,
      resourceLocation: expect.any(String),
      resourceGroup: expect.stringMatching(/^rg-/),
      resourceTags: expect.any(String),
      policyAssignmentName: 'basics',
      policyAssignmentOwner: 'tbd',
      policyAssignmentParameters: '{}',
      policyAssignmentScope: w.production,
      policyDefinitionName: 'places',
      policyDefinitionAction: 'audit',
      policyDefinitionCategory: '',
      policySetDefinitionId: initiative(),
      policySetDefinitionName: 'basics',
      policySetDefinitionOwner: 'tbd',
      policySetDefinitionCategory: '',
      policySetDefinitionParameters: '{"regions":{"value":["westeurope"]}}',
      managementGroupIds: expect.stringMatching(new RegExp(`(^|,)${w.demo.tenantId}$`)),
      policyDefinitionReferenceId: 'Place',
      complianceState: expect.any(String),
      complianceReasonCode: '',
      policyDefinitionGroupNames: ['where', 'any'],
      policyDefinitionVersion: '1.0.0',
      policySetDefinitionVersion: '1.0.0',
      policyAssignmentVersion: '',
      firstEvaluatedOn: expect.any(String),
      complianceStateChangedOn: expect.any(String),
      revision: expect.any(Number),
    });
  });

  it.each<[string, () => string, number]>([
    ['a management group', () => w.root, 1],
    ['a subscription', () => w.production, 1],
    ['a resource group', () => group(), 1],
    ['a resource', () => `${group()}/providers/${WORKSPACE}/ws-chat`, 1],
    [
      'a definition of a group above, named below a subscription',
      () => `${w.production}/providers/Microsoft.Authorization/policyDefinitions/places`,
      1,
    ],
    ['an initiative', () => initiative(), 1],
    ['an assignment of a subscription', () => assignmentAt(w.production, 'basics'), 1],
    [
      'an assignment of a group, its segments in any case',
      () => assignmentAt(group().replace('resourceGroups', 'resourcegroups'), 'registry'),
      1,
    ],
    ['an assignment of a management group', () => assignmentAt(w.root, 'places'), 1],
    [
      'a built-in, named below a subscription',
      () =>
        `${w.production}/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90`,
      1,
    ],
  ])('is asked of %s', async (_, scope, least) => {
    const found = await states(scope());
    expect(found.length).toBeGreaterThanOrEqual(least);
    const summary = await rows(scope(), 'policyStates/latest/summarize');
    expect(summary).toHaveLength(1);
    const upper = await rows(scope(), 'POLICYSTATES/LATEST/QUERYRESULTS');
    expect(upper).toEqual(found);
  });

  it('says why, and of which components', async () => {
    const [row] = await rows(chatDeployment(w, 'blue'), 'policyStates/latest/queryResults', {
      $filter: "policyAssignmentName eq 'registry'",
      $expand: 'PolicyEvaluationDetails,components',
    });
    expect(row.complianceState).toBe('NonCompliant');
    expect(row.policyEvaluationDetails.evaluatedExpressions.length).toBeGreaterThan(0);
    expect(row.policyEvaluationDetails.reason).toContain('the current value must');
    expect(row.components).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/blue$/i),
        type: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments',
        complianceState: 'NonCompliant',
      }),
    ]);
    const [counted] = await rows(chatDeployment(w, 'blue'), 'policyStates/latest/queryResults', {
      $filter: "policyAssignmentName eq 'registry'",
      $expand:
        "components($filter=ComplianceState eq 'NonCompliant' or ComplianceState eq 'Compliant';$apply=groupby((type,complianceState),aggregate($count as count)))",
    });
    expect(counted.components).toEqual([
      { type: expect.any(String), complianceState: 'NonCompliant', count: 1 },
    ]);
  });

  it('component states have names of their own', async () => {
    const found = await rows(group(), 'componentPolicyStates/latest/queryResults', {
      $filter:
        "componentType eq 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments' AND componentName eq 'blue'",
      $expand: 'PolicyEvaluationDetails',
    });
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({
      componentName: 'blue',
      complianceState: expect.any(String),
      policyEvaluationDetails: {},
    });
    expect(found[0].isCompliant).toBeUndefined();
    const grouped = await rows(group(), 'componentPolicyStates/latest/queryResults', {
      $apply: 'groupby((componentType,complianceState),aggregate($count as n))',
    });
    expect(grouped.length).toBeGreaterThan(0);
  });

  it('is filtered, grouped, ordered and selected', async () => {
    const all = await states(w.root);
    const bad = all.filter(each => each.complianceState === 'NonCompliant');
    expect(await states(w.root, "ComplianceState eq 'NonCompliant'")).toEqual(bad);
    expect(await states(w.root, "'WHERE' IN PolicyDefinitionGroupNames")).toEqual(
      all.filter(each => each.policyDefinitionGroupNames.includes('where')),
    );
    const counts = await states(w.root, undefined, {
      $apply: 'groupby((policyAssignmentId, complianceState), aggregate($count as n))',
      $orderby: 'n desc',
    });
    expect(counts.reduce((sum, { n }) => sum + n, 0)).toBe(all.length);
    expect(counts.map(({ n }) => n)).toEqual(counts.map(({ n }) => n).toSorted((a, b) => b - a));
    expect(Object.keys(counts[0])).toEqual([
      '@odata.id',
      '@odata.context',
      'policyAssignmentId',
      'complianceState',
      'n',
    ]);
    const twoSteps = await states(w.root, 'isCompliant eq false', {
      $apply:
        'groupby((PolicyAssignmentId, ResourceId))/groupby((PolicyAssignmentId), aggregate($count as NumResources))',
    });
    const resources = new Set(bad.map(each => `${each.policyAssignmentId} ${each.resourceId}`));
    expect(twoSteps.reduce((sum, { NumResources }) => sum + NumResources, 0)).toBe(resources.size);
    const some = await states(w.root, undefined, {
      $orderby: 'resourceId asc, policyAssignmentId',
      $select: 'ResourceId, policyDefinitionAction',
      $top: '2',
    });
    expect(some.map(row => Object.keys(row))).toEqual([
      ['@odata.id', '@odata.context', 'resourceId', 'policyDefinitionAction'],
      ['@odata.id', '@odata.context', 'resourceId', 'policyDefinitionAction'],
    ]);
  });

  it('comes page by page, the next link sent as it is, whatever the order', async () => {
    const all = await states(w.root);
    expect(all.length).toBeGreaterThan(12);
    for (const options of [
      {},
      { $orderby: 'policyDefinitionAction, resourceType asc' },
      { $top: '11' },
    ] as Options[]) {
      const found: object[] = [];
      let answer = await ask(w.root, 'policyStates/latest/queryResults', options, 'owner', {
        prefer: 'odata.maxpagesize=4',
      });
      let pages = 1;
      for (;;) {
        expect(answer.body['@odata.count']).toBe(answer.body.value.length);
        found.push(...answer.body.value);
        const next: string | undefined = answer.body['@odata.nextLink'];
        if (next === undefined) break;
        expect(next.startsWith(`${w.server.endpoint}/`)).toBe(true);
        answer = await w.as.owner('POST', next.slice(w.server.endpoint.length), {
          apiVersion: null,
          headers: { prefer: 'odata.maxpagesize=4' },
        });
        expect(answer.status).toBe(200);
        pages++;
      }
      expect(pages).toBeGreaterThan(2);
      const key = (row: object) => JSON.stringify(row);
      expect(new Set(found.map(key)).size).toBe(found.length);
      expect(found).toHaveLength(options['$top'] === undefined ? all.length : 11);
      expect(all.map(key)).toEqual(expect.arrayContaining(found.map(key)));
    }
  });

  it.each<[string, Options, string, string]>([
    ['an unknown column', { $filter: "colour eq 'red'" }, 'InvalidFilterInQueryString', 'at character 0'],
    [
      'a filter that breaks off',
      { $filter: 'isCompliant eq true and' },
      'InvalidFilterInQueryString',
      'at character',
    ],
    [
      'a column that cannot be asked',
      { $filter: "resourceTags eq 'x'" },
      'InvalidFilterInQueryString',
      'resourceTags',
    ],
    [
      'a column that groups left behind',
      { $apply: 'groupby((resourceId))', $orderby: 'timestamp' },
      'InvalidQueryParameter',
      '$orderby',
    ],
    ['a column that is not there to select', { $select: 'colour' }, 'InvalidQueryParameter', 'colour'],
    ['no number', { $top: 'many' }, 'InvalidQueryParameter', '$top'],
    [
      'a window that ends before it begins',
      { $from: '2026-02-01', $to: '2026-01-01' },
      'InvalidQueryParameter',
      '$from',
    ],
    ['what cannot be expanded', { $expand: 'secrets' }, 'InvalidQueryParameter', 'secrets'],
    ['an option that there is not', { $skip: '5' }, 'InvalidQueryParameter', "'$skip'"],
    ['an option without its sign', { to: '2026-01-01' }, 'InvalidQueryParameter', 'say $to'],
    ['a token of nobody', { $skiptoken: 'abc' }, 'InvalidSkipToken', '$skiptoken'],
  ])('refuses %s', async (_, options, code, words) => {
    const { status, body } = await ask(w.production, 'policyStates/latest/queryResults', options);
    expect([status, body.error.code]).toEqual([400, code]);
    expect(body.error.message).toContain(words);
  });

  it('refuses places and sets that are not there', async () => {
    const answers = await Promise.all([
      ask(w.production, 'policyStates/oldest/queryResults'),
      ask(w.production, 'policyStates/default/summarize'),
      ask(`${w.production}/resourceGroups/none`, 'policyStates/latest/queryResults'),
      ask(`${group()}/providers/${WORKSPACE}/none`, 'policyStates/latest/summarize'),
      ask(w.production, 'policyEvents/latest/queryResults'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 404, 400]);
    expect(answers[3]?.body.error.code).toBe('ResourceNotFound');
    const path = `${w.production}/${INSIGHTS}/policyStates/latest/queryResults`;
    const got = await w.as.owner('GET', path, { apiVersion: '2024-10-01' });
    expect([got.status, got.body.error.message]).toEqual([405, expect.stringContaining(`at '${path}'`)]);
  });
});

describe('the summary', () => {
  const RANK = ['NonCompliant', 'Compliant', 'Error', 'Conflict', 'Protected', 'Exempt', 'Unknown'];
  const worst = (all: readonly string[]) => RANK.find(state => all.includes(state)) ?? '';

  /** States of every resource there is, read one by one. */
  async function everything(): Promise<readonly ResourceStates[]> {
    const all: ResourceStates[] = [];
    let after: string | undefined;
    do {
      const page = await w.storage.resources.list({ under: '', ...(after === undefined ? {} : { after }) });
      for (const { key } of page.items) {
        const found = await w.storage.states.get(key);
        if (found !== undefined) all.push(found);
      }
      after = page.next;
    } while (after !== undefined);
    return all;
  }

  function count(all: readonly string[]): object[] {
    return RANK.flatMap(state => {
      const n = all.filter(each => each === state).length;
      return n === 0 ? [] : [{ complianceState: state.toLowerCase(), count: n }];
    });
  }

  it.each<[string, () => string, (result: StateResult) => boolean, string | undefined]>([
    ['everything', () => w.root, () => true, undefined],
    ['a subscription', () => w.production, () => true, undefined],
    ['a group', () => group(), () => true, undefined],
    [
      'one assignment',
      () => w.root,
      ({ assignmentId }) => assignmentId.endsWith('/basics'),
      "policyAssignmentName eq 'basics'",
    ],
    [
      'a group of policies',
      () => w.production,
      ({ groupNames }) => groupNames.includes('where'),
      "'where' IN PolicyDefinitionGroupNames",
    ],
    [
      'what is not compliant',
      () => w.production,
      ({ complianceState }) => complianceState === 'NonCompliant',
      "isCompliant eq false and complianceState ne 'Exempt'",
    ],
  ])('of %s is what its resources come to', async (_, scope, wanted, filter) => {
    const [summary] = await rows(
      scope(),
      'policyStates/latest/summarize',
      filter === undefined ? {} : { $filter: filter },
    );
    const below = scope() === w.root ? '' : `${scope().toLowerCase()}/`;
    const told = (await everything())
      .filter(({ resourceKey }) => resourceKey.startsWith(below))
      .map(({ results }) => results.filter(each => each.complianceState !== 'NotApplicable' && wanted(each)))
      .filter(results => results.length > 0);
    const states = told.map(results => worst(results.map(({ complianceState }) => complianceState)));
    expect(summary.results.resourceDetails).toEqual(count(states));
    expect(summary.results.nonCompliantResources).toBe(states.filter(each => each === 'NonCompliant').length);
    const policyOf = ({ assignmentId, definitionReferenceId, definitionId }: StateResult) =>
      `${assignmentId}#${definitionReferenceId ?? definitionId}`;
    const byPolicy = Map.groupBy(told.flat(), policyOf);
    const policies = [...byPolicy.values()].map(results => worst(results.map(each => each.complianceState)));
    expect(summary.results.policyDetails).toEqual(count(policies));
    expect(summary.policyAssignments).toHaveLength(
      new Set(told.flat().map(({ assignmentId }) => assignmentId)).size,
    );
    for (const assignment of summary.policyAssignments) {
      const own = told
        .map(results => results.filter(({ assignmentId }) => assignmentId === assignment.policyAssignmentId))
        .filter(results => results.length > 0);
      expect(assignment.results.resourceDetails).toEqual(
        count(own.map(results => worst(results.map(each => each.complianceState)))),
      );
    }
  });

  it('leads to the rows that it is of', async () => {
    const [summary] = await rows(w.production, 'policyStates/latest/summarize', {
      $filter: "resourceType ne 'x'",
    });
    const basics = summary.policyAssignments.find((each: { policyAssignmentId: string }) =>
      each.policyAssignmentId.endsWith('/basics'),
    );
    const place = basics.policyDefinitions.find(
      (each: { policyDefinitionReferenceId: string }) => each.policyDefinitionReferenceId === 'Place',
    );
    for (const { queryResultsUri, resourceDetails } of [
      place.results,
      ...basics.policyGroups.map((each: { results: object }) => each.results),
    ]) {
      const { status, body } = await w.as.owner('POST', queryResultsUri.slice(w.server.endpoint.length), {
        apiVersion: null,
      });
      expect(status).toBe(200);
      const resources = new Set(body.value.map(({ resourceId }: { resourceId: string }) => resourceId));
      expect(resources.size).toBe(
        resourceDetails.reduce((sum: number, each: { count: number }) => sum + each.count, 0),
      );
    }
  });

  it('tells as many assignments as asked for', async () => {
    const [none] = await rows(w.root, 'policyStates/latest/summarize', { $top: '0' });
    expect(none.policyAssignments).toEqual([]);
    const [one] = await rows(w.root, 'policyStates/latest/summarize', { $top: '1' });
    expect(one.policyAssignments).toHaveLength(1);
  });
});

describe('what held', () => {
  it('is asked as of a time, with the parameters of that time, of what is gone too', async () => {
    const path = `${group()}/providers/${WORKSPACE}/ws-history`;
    await made('PUT', path, { location: 'westeurope', properties: {} });
    const assignment = assignmentAt(group(), 'history');
    const assign = (allowed: readonly string[]) =>
      made('PUT', assignment, {
        properties: { policyDefinitionId: definition('places'), parameters: { allowed: { value: allowed } } },
      });
    const now = async () => (await states(path, "policyAssignmentName eq 'history'"))[0]?.complianceState;
    await assign(['westeurope']);
    await expect.poll(now, PATIENCE).toBe('Compliant');
    await tick();
    const first = new Date().toISOString();
    await tick();
    await assign(['northeurope']);
    await expect.poll(now, PATIENCE).toBe('NonCompliant');
    await tick();
    const second = new Date().toISOString();
    await tick();
    await made('DELETE', path);
    const at = (to: string) => states(path, "policyAssignmentName eq 'history'", { $to: to });
    const [then] = await at(first);
    expect([then.complianceState, then.effectiveParameters]).toEqual([
      'Compliant',
      '{"allowed":{"value":["westeurope"]}}',
    ]);
    const [later] = await at(second);
    expect([later.complianceState, later.effectiveParameters]).toEqual([
      'NonCompliant',
      '{"allowed":{"value":["northeurope"]}}',
    ]);
    expect(later.firstEvaluatedOn < later.complianceStateChangedOn).toBe(true);
    expect((await ask(path, 'policyStates/latest/queryResults')).status).toBe(404);

    const stretches = await rows(path, 'policyStates/default/queryResults', {
      $filter: "policyAssignmentName eq 'history'",
    });
    expect(stretches.map(each => each.complianceState)).toEqual(['Compliant', 'NonCompliant']);
    expect(
      await rows(group(), 'policyStates/default/queryResults', { $from: '2020-01-01', $to: '2020-01-02' }),
    ).toEqual([]);
    const [summary] = await rows(path, 'policyStates/latest/summarize', {
      $to: second,
      $filter: "policyAssignmentName eq 'history'",
    });
    expect(summary.results.resourceDetails).toEqual([{ complianceState: 'noncompliant', count: 1 }]);
  });

  it('tells the model that ran then, though the state stayed as it was', async () => {
    const scope = `${w.production}/resourceGroups/rg-models`;
    await made('PUT', scope, { location: 'westeurope' });
    const ml = `${scope}/providers/${WORKSPACE}/ws-models`;
    await made('PUT', ml, { location: 'westeurope', properties: {} });
    await made('PUT', `${ml}/onlineEndpoints/e`, { location: 'westeurope', properties: { authMode: 'Key' } });
    await made(
      'PUT',
      assignmentAt(scope, 'mistral'),
      onlyRegistry('azureml-mistral', { enforcementMode: 'DoNotEnforce' }),
    );
    const path = `${ml}/onlineEndpoints/e/deployments/blue`;
    const deploy = (model: string) => made('PUT', path, deploymentOf(model));
    const told = { $filter: "policyAssignmentName eq 'mistral'", $expand: 'PolicyEvaluationDetails' };
    const latest = async (more: Options = {}) =>
      (await rows(path, 'policyStates/latest/queryResults', { ...told, ...more }))[0];
    const modelIn = ({ policyEvaluationDetails }: { readonly policyEvaluationDetails: object }) =>
      [PHI4, LLAMA].filter(model =>
        JSON.stringify(policyEvaluationDetails).toLowerCase().includes(model.toLowerCase()),
      );

    await deploy(PHI4);
    const first = await latest();
    expect([first.complianceState, modelIn(first)]).toEqual(['NonCompliant', [PHI4]]);
    await tick();
    const before = new Date().toISOString();
    await tick();
    await deploy(LLAMA);
    const now = await latest();
    expect([now.complianceState, modelIn(now)]).toEqual(['NonCompliant', [LLAMA]]);
    expect(now.complianceStateChangedOn).toBe(first.complianceStateChangedOn);
    expect(now.timestamp > before).toBe(true);

    const then = await latest({ $to: before });
    const { '@odata.context': _, resourceTags: __, ...kept } = first;
    expect(then).toMatchObject(kept);
    const [component] = await rows(path, 'componentPolicyStates/latest/queryResults', {
      ...told,
      $to: before,
    });
    expect([component.timestamp, modelIn(component)]).toEqual([first.timestamp, [PHI4]]);
    const stretches = await rows(path, 'policyStates/default/queryResults', {
      ...told,
      $orderby: 'timestamp asc',
    });
    expect(stretches.map(row => [row.timestamp, modelIn(row)])).toEqual([
      [first.timestamp, [PHI4]],
      [now.timestamp, [LLAMA]],
    ]);
  });

  it('tells the parameters that were in force then, though nothing else was another', async () => {
    const scope = `${w.production}/resourceGroups/rg-parameters`;
    await made('PUT', scope, { location: 'westeurope' });
    const path = `${scope}/providers/${WORKSPACE}/ws-parameters`;
    await made('PUT', path, { location: 'westeurope', properties: {} });
    const assignment = assignmentAt(scope, 'places');
    const filter = { $filter: `policyAssignmentId eq '${assignment}'` };
    const at = async (more: Options = {}) =>
      (await rows(path, 'policyStates/latest/queryResults', { ...filter, ...more }))[0];
    const seen: { readonly to: string; readonly row: { revision: number; timestamp: string } }[] = [];
    let revision = 0;
    for (const allowed of [['westeurope'], ['westeurope', 'eastus'], ['westeurope', 'eastus2']]) {
      await made('PUT', assignment, {
        properties: { policyDefinitionId: definition('places'), parameters: { allowed: { value: allowed } } },
      });
      await expect.poll(async () => (await at())?.revision, PATIENCE).toBeGreaterThan(revision);
      await tick();
      const row = await at();
      revision = row.revision;
      expect([row.complianceState, row.effectiveParameters]).toEqual([
        'Compliant',
        JSON.stringify({ allowed: { value: allowed } }),
      ]);
      seen.push({ to: new Date().toISOString(), row });
      await tick();
    }
    const scan = `${scope}/${INSIGHTS}/policyStates/latest/triggerEvaluation`;
    const asked = await w.as.owner('POST', scan);
    expect(asked.status).toBe(202);
    const last = seen.at(-1)?.row.timestamp ?? '';
    await expect.poll(async () => (await at()).timestamp > last, PATIENCE).toBe(true);
    for (const { to, row } of seen.slice(0, 2)) {
      const { '@odata.context': _, resourceTags: __, ...kept } = row as typeof row & Record<string, unknown>;
      expect(await at({ $to: to })).toMatchObject(kept);
    }
    expect(await rows(path, 'policyStates/default/queryResults', filter)).toHaveLength(1);
  });

  it('before anything was assigned there was nothing of it', async () => {
    expect(await states(w.root, "policyAssignmentName eq 'places'", { $to: before })).toEqual([]);
  });
});

describe('events', () => {
  it('tell what rules said of requests, refused ones too', async () => {
    const scope = `${w.production}/resourceGroups/rg-events`;
    await made('PUT', scope, { location: 'westeurope' });
    await made('PUT', assignmentAt(scope, 'watch'), onlyRegistry('azureml'));
    const ml = `${scope}/providers/${WORKSPACE}/ws-events`;
    await made('PUT', ml, { location: 'westeurope', properties: {} });
    await made('PUT', `${ml}/onlineEndpoints/e`, { location: 'westeurope', properties: { authMode: 'Key' } });
    const deployment = (name: string) => `${ml}/onlineEndpoints/e/deployments/${name}`;
    const put = (name: string, model: string) =>
      w.as.mlEngineer('PUT', deployment(name), { body: deploymentOf(model) });
    expect((await put('good', PHI4)).status).toBe(201);
    const refused = await put('bad', LLAMA);
    expect(refused.status).toBe(403);
    const found = await rows(scope, 'policyEvents/default/queryResults', {
      $filter: "policyAssignmentName eq 'watch'",
    });
    expect(
      found.map(each => [
        each.resourceId.split('/').at(-1),
        each.complianceState,
        each.policyDefinitionAction,
      ]),
    ).toEqual([
      ['bad', 'NonCompliant', 'deny'],
      ['good', 'Compliant', 'deny'],
    ]);
    expect(found[0]).toMatchObject({
      tenantId: w.demo.tenantId,
      principalOid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      isCompliant: false,
      effectiveParameters: expect.stringContaining('"allowedRegistryName":{"value":"azureml"}'),
      decisionId: refused.headers['x-sluice-decision-id'],
    });
    const counted = await rows(scope, 'policyEvents/default/queryResults', {
      $filter: "PolicyDefinitionAction eq 'deny' and isCompliant eq false",
      $apply:
        'groupby((PolicyAssignmentId, PolicyDefinitionId, ResourceId))/groupby((PolicyAssignmentId, PolicyDefinitionId), aggregate($count as NumDeniedResources))',
      $orderby: 'NumDeniedResources desc',
    });
    expect(counted.map(({ NumDeniedResources }) => NumDeniedResources)).toEqual([1]);
    expect(await rows(scope, 'policyEvents/default/queryResults', { $to: before })).toEqual([]);
    expect(await rows(deployment('bad'), 'policyEvents/default/queryResults')).not.toEqual([]);
    const paged = await ask(scope, 'policyEvents/default/queryResults', {}, 'owner', {
      prefer: 'odata.maxpagesize=1',
    });
    expect(paged.body['@odata.nextLink']).toMatch(/%24from=|\$from=/);
  });
});

describe('what else there is', () => {
  it('the operations', async () => {
    const { status, body } = await w.as.owner('GET', `/${INSIGHTS}/operations`);
    expect(status).toBe(200);
    expect(body['@odata.count']).toBe(body.value.length);
    expect(body.value.map(({ name }: { name: string }) => name)).toContain(
      'Microsoft.PolicyInsights/policyStates/summarize/action',
    );
  });
});

describe('controls of initiatives', () => {
  it('are listed and read by name, as the initiatives here tell of them', async () => {
    const list = await w.as.owner('GET', `/${INSIGHTS}/policyMetadata`);
    const control = {
      id: `/${INSIGHTS}/policyMetadata/House_1.1`,
      name: 'House_1.1',
      type: 'Microsoft.PolicyInsights/policyMetadata',
      properties: {
        metadataId: 'House_1.1',
        category: 'Order',
        title: 'Places',
        owner: '',
        additionalContentUrl: '',
        metadata: {},
      },
    };
    expect(list.body.value).toEqual([control]);
    const { status, body } = await w.as.owner('GET', `/${INSIGHTS}/policyMetadata/house_1.1`);
    expect(status).toBe(200);
    expect(body.properties).toEqual({
      ...control.properties,
      description: 'Where things are.',
      requirements: '',
    });
    const absent = await w.as.owner('GET', `/${INSIGHTS}/policyMetadata/none`);
    expect([absent.status, absent.body.error.code]).toEqual([404, 'NotFound']);
  });
});

describe('tracked resources', () => {
  const ENDPOINT = `${WORKSPACE}/onlineEndpoints`;
  const CONTRIBUTOR =
    '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';

  it('are those that a remediation set right, with the assignment that it was of', async () => {
    const scope = `${w.production}/resourceGroups/rg-tracked`;
    const workspace = `${scope}/providers/${WORKSPACE}/ws-tracked`;
    const endpoint = `${workspace}/onlineEndpoints/e`;
    await made('PUT', scope, { location: 'westeurope' });
    await made('PUT', workspace, { location: 'westeurope', properties: {} });
    await made('PUT', endpoint, { location: 'westeurope', properties: { authMode: 'Key' } });
    await made('PUT', definition('tagging'), {
      properties: {
        mode: 'Indexed',
        policyRule: {
          if: {
            allOf: [
              { field: 'type', equals: ENDPOINT },
              { field: 'tags.team', exists: false },
            ],
          },
          then: {
            effect: 'modify',
            details: {
              roleDefinitionIds: [CONTRIBUTOR],
              operations: [{ operation: 'addOrReplace', field: 'tags.team', value: 'ml' }],
            },
          },
        },
      },
    });
    const assignment = assignmentAt(scope, 'tagging');
    const { body } = await made('PUT', assignment, {
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: { policyDefinitionId: definition('tagging'), displayName: 'Tagging' },
    });
    await made(
      'PUT',
      `${scope}/providers/Microsoft.Authorization/roleAssignments/33345678-1234-4234-8234-123456789012`,
      { properties: { roleDefinitionId: CONTRIBUTOR, principalId: body.identity.principalId } },
    );
    await expect
      .poll(
        async () => (await states(endpoint, "policyAssignmentName eq 'tagging'"))[0]?.complianceState,
        PATIENCE,
      )
      .toBe('NonCompliant');
    expect(await rows(scope, 'policyTrackedResources/default/queryResults')).toEqual([]);
    const remediation = `${scope}/${INSIGHTS}/remediations/tag`;
    await made('PUT', remediation, { properties: { policyAssignmentId: assignment } });
    await expect
      .poll(async () => (await w.as.owner('GET', remediation)).body.properties.provisioningState, PATIENCE)
      .toBe('Succeeded');
    const policyDetails = {
      policyDefinitionId: definition('tagging'),
      policyAssignmentId: assignment,
      policyAssignmentDisplayName: 'Tagging',
      policyAssignmentScope: scope,
    };
    const change = { policyDetails, deploymentTime: expect.any(String) };
    const tracked = {
      trackedResourceId: endpoint,
      policyDetails,
      createdBy: change,
      lastModifiedBy: change,
      lastUpdateUtc: expect.any(String),
    };
    for (const place of [w.root, w.production, scope, endpoint, assignment])
      expect(await rows(place, 'policyTrackedResources/default/queryResults')).toEqual([tracked]);
    const filtered = (filter: string) =>
      rows(w.root, 'policyTrackedResources/default/queryResults', { $filter: filter, $top: '1' });
    expect(
      await filtered(`PolicyAssignmentId eq '${assignment}' AND TrackedResourceId eq '${endpoint}'`),
    ).toEqual([tracked]);
    expect(await filtered("PolicyAssignmentId eq '/none'")).toEqual([]);
    // It still is what the remediation made of it when that is gone.
    await made('DELETE', remediation);
    expect(await rows(scope, 'policyTrackedResources/default/queryResults')).toEqual([tracked]);
  });

  it('are those that a deployment brought, with the deployment', async () => {
    const scope = `${w.production}/resourceGroups/rg-brought`;
    const workspace = `${scope}/providers/${WORKSPACE}/ws-brought`;
    await made('PUT', scope, { location: 'westeurope' });
    await made('PUT', definition('bring'), {
      properties: {
        mode: 'Indexed',
        policyRule: {
          if: { field: 'type', equals: WORKSPACE },
          then: {
            effect: 'deployIfNotExists',
            details: {
              type: ENDPOINT,
              roleDefinitionIds: [CONTRIBUTOR],
              evaluationDelay: 'PT0M',
              deployment: {
                properties: {
                  mode: 'incremental',
                  parameters: { name: { value: "[field('name')]" } },
                  template: {
                    $schema:
                      'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                    contentVersion: '1.0.0.0',
                    parameters: { name: { type: 'string' } },
                    resources: [
                      {
                        type: ENDPOINT,
                        apiVersion: '2024-10-01',
                        name: "[concat(parameters('name'), '/brought')]",
                        location: 'westeurope',
                        properties: { authMode: 'Key' },
                      },
                    ],
                  },
                },
              },
            },
          },
        },
      },
    });
    const assignment = assignmentAt(scope, 'bring');
    const { body } = await made('PUT', assignment, {
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: { policyDefinitionId: definition('bring') },
    });
    await made(
      'PUT',
      `${scope}/providers/Microsoft.Authorization/roleAssignments/44445678-1234-4234-8234-123456789012`,
      { properties: { roleDefinitionId: CONTRIBUTOR, principalId: body.identity.principalId } },
    );
    await made('PUT', workspace, { location: 'westeurope', properties: {} });
    await expect
      .poll(async () => (await rows(scope, 'policyTrackedResources/default/queryResults')).length, PATIENCE)
      .toBe(1);
    const [tracked] = await rows(scope, 'policyTrackedResources/default/queryResults');
    expect(tracked).toMatchObject({
      trackedResourceId: `${workspace}/onlineEndpoints/brought`,
      policyDetails: { policyAssignmentId: assignment, policyDefinitionId: definition('bring') },
      createdBy: { deploymentId: expect.stringContaining('/providers/Microsoft.Resources/deployments/') },
    });
    const all = await rows(w.root, 'policyTrackedResources/default/queryResults');
    expect(all).toHaveLength(2);
    const headers = { prefer: 'odata.maxpagesize=1' };
    const first = await ask(w.root, 'policyTrackedResources/default/queryResults', {}, 'owner', headers);
    const next = first.body.nextLink.slice(w.server.endpoint.length);
    const second = await w.as.owner('POST', next, { apiVersion: null, headers });
    expect([...first.body.value, ...second.body.value]).toEqual(all);
    expect(second.body.nextLink).toBeUndefined();

    // Neither the log nor the deployment has to be kept for it, nor the assignment.
    await query(w.storage, 'delete from sluice.activity_log where operation = $1', [
      'Microsoft.Authorization/policies/deployIfNotExists/action',
    ]);
    await made('DELETE', tracked.createdBy.deploymentId);
    expect(await rows(scope, 'policyTrackedResources/default/queryResults')).toEqual([tracked]);
    await made('DELETE', assignment);
    expect(await rows(scope, 'policyTrackedResources/default/queryResults')).toMatchObject([
      {
        trackedResourceId: tracked.trackedResourceId,
        policyDetails: { policyAssignmentId: assignment, policyDefinitionId: definition('bring') },
      },
    ]);
    await made('DELETE', tracked.trackedResourceId);
    expect(await rows(scope, 'policyTrackedResources/default/queryResults')).toEqual([]);
  });
});

describe('who may see it', () => {
  it('readers do, and where somebody may read only a part he sees that', async () => {
    expect(
      (await rows(w.production, 'policyStates/latest/queryResults', {}, 'mlEngineer')).length,
    ).toBeGreaterThan(0);
    expect((await ask(w.production, 'policyStates/latest/queryResults', {}, 'anonymous')).status).toBe(401);
    await replaceRights(w, 'mlEngineer', [
      { scope: group(), actions: ['Microsoft.PolicyInsights/policyStates/*'] },
    ]);
    const mine = await rows(w.root, 'policyStates/latest/queryResults', {}, 'mlEngineer');
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ resourceGroup }) => resourceGroup === 'rg-chat')).toBe(true);
    const [summary] = await rows(w.production, 'policyStates/latest/summarize', {}, 'mlEngineer');
    const resources = new Set(mine.map(({ resourceId }) => resourceId));
    const told = summary.results.resourceDetails.reduce(
      (sum: number, each: { count: number }) => sum + each.count,
      0,
    );
    expect(told).toBe(resources.size);
    const elsewhere = await ask(w.sandbox, 'policyStates/latest/queryResults', {}, 'mlEngineer');
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect((await ask(group(), 'policyEvents/default/queryResults', {}, 'mlEngineer')).status).toBe(403);
  });
});
