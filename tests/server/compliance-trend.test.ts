import type { StateResult } from '@sluice/engine/model';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilIdle } from './compliance.ts';
import { type Answer, assignmentAt, openWorld, replaceRights, type World } from './harness.ts';

const API = '2026-11-01';
const TYPE = 'Microsoft.CognitiveServices/accounts';
const PATH = 'providers/Sluice.Governance/complianceTrend';
const DAY_MS = 86_400_000;

let world: World;
let assignments: readonly string[];
beforeAll(async () => {
  world = await openWorld();
  assignments = ['one', 'two', 'three'].map(name => assignmentAt(world.production, `trend-${name}`));
  await untilIdle(world.storage);
  const [history = []] = fc.sample(acts, { seed: 7, numRuns: 1 });
  await play(history);
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Row = {
  readonly at: string;
  readonly compliantResources: number | null;
  readonly nonCompliantResources: number | null;
  readonly exemptResources: number | null;
  readonly otherResources: number | null;
  readonly judgedResources: number | null;
  readonly percentCompliant: number | null;
};

/** Some accounts of some groups are judged, or go, in the course of six days. */
type Act = {
  readonly place: number;
  readonly name: number;
  readonly daysAgo: number;
  readonly states: readonly StateResult['complianceState'][] | null;
};
const acts = fc.array(
  fc.record({
    place: fc.nat(2),
    name: fc.nat(6),
    daysAgo: fc.double({ min: 0.01, max: 6, noNaN: true }),
    states: fc.option(
      fc.array(
        fc.constantFrom(
          'Compliant',
          'NonCompliant',
          'Exempt',
          'Error',
          'Unknown',
          'Protected',
          'NotApplicable',
        ),
        { minLength: 1, maxLength: 3 },
      ),
      { freq: 6 },
    ),
  }),
  { minLength: 120, maxLength: 120 },
);

const places = () => [
  `${world.production}/resourceGroups/rg-chat`,
  `${world.production}/resourceGroups/rg-documents`,
  `${world.sandbox}/resourceGroups/rg-trend`,
];
const account = (place: number, name: number) => `${places()[place]}/providers/${TYPE}/trend-${name}`;

async function play(history: readonly Act[]): Promise<void> {
  const now = Date.now();
  const nothing = { expect: [], changes: [], events: [], decisions: [], jobs: [] };
  for (const { place, name, daysAgo, states } of history.toSorted(
    (one, other) => other.daysAgo - one.daysAgo,
  )) {
    const id = account(place, name);
    const at = new Date(now - daysAgo * DAY_MS).toISOString();
    const key = id.toLowerCase();
    const body = { location: 'westeurope', kind: 'OpenAI', sku: { name: 'S0' }, properties: {} };
    const resource = {
      id,
      key,
      type: TYPE,
      name: `trend-${name}`,
      body,
      systemData: SYSTEM,
      etag: 'e',
      instanceId: 'i',
      apiVersion: API,
    };
    const revision = await world.storage.changes.revision();
    const result = await world.storage.commit({
      ...nothing,
      revision,
      resources: [states === null ? { kind: 'delete', key } : { kind: 'put', resource }],
      states:
        states === null
          ? []
          : [
              {
                resourceKey: key,
                resourceId: id,
                resourceType: TYPE,
                location: 'westeurope',
                etag: 'e',
                revision,
                at,
                results: states.map((state, index) => resultOf(assignments[index] ?? '', state)),
              },
            ],
      entries: [{ ...ENTRY, eventId: `${at}-${name}`, at, resourceId: id }],
    });
    expect(result.outcome).toBe('committed');
  }
}

const SYSTEM = {
  createdBy: 'x',
  createdByType: 'User',
  createdAt: '2026-01-01T00:00:00Z',
  lastModifiedBy: 'x',
  lastModifiedByType: 'User',
  lastModifiedAt: '2026-01-01T00:00:00Z',
} as const;
const ENTRY = {
  category: 'Administrative',
  subscriptionId: null,
  resourceGroup: null,
  resourceType: TYPE,
  resourceProvider: 'Microsoft.CognitiveServices',
  operation: `${TYPE}/write`,
  status: 'Succeeded',
  level: 'Informational',
  caller: 'x',
  correlationId: 'c',
  body: {},
} as const;

function resultOf(assignmentId: string, complianceState: StateResult['complianceState']): StateResult {
  return {
    assignmentKey: assignmentId.toLowerCase(),
    assignmentId,
    definitionKey: '/d',
    definitionId: '/D',
    definitionVersion: '1.0.0',
    definitionCategory: null,
    definitionReferenceId: null,
    initiativeId: null,
    initiativeVersion: null,
    initiativeCategory: null,
    groupNames: [],
    componentId: null,
    componentType: null,
    componentName: null,
    effect: 'deny',
    complianceState,
  };
}

function ask(scope: string, query = '', who: Who = 'owner'): Promise<Answer> {
  return world.as[who]('GET', `${scope}/${PATH}${query === '' ? '' : `?${query}`}`, { apiVersion: API });
}

async function rows(scope: string, query = ''): Promise<readonly Row[]> {
  const { status, body } = await ask(scope, query);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.value;
}

/** What a summary as of a time says. */
async function summary(scope: string, at: string, filter = ''): Promise<Row> {
  const query = `$to=${at}${filter === '' ? '' : `&$filter=${encodeURIComponent(filter)}`}`;
  const path = `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize?${query}`;
  const { status, body } = await world.as.owner('POST', path);
  // A resource that is not there, and was not then.
  const results = status === 404 ? { resourceDetails: [] } : body.value[0].results;
  const counts = new Map<string, number>(
    results.resourceDetails.map(({ complianceState, count }: { complianceState: string; count: number }) => [
      complianceState,
      count,
    ]),
  );
  const of = (state: string) => counts.get(state) ?? 0;
  const judged = [...counts.values()].reduce((total, count) => total + count, 0);
  return {
    at,
    compliantResources: of('compliant'),
    nonCompliantResources: of('noncompliant'),
    exemptResources: of('exempt'),
    otherResources: judged - of('compliant') - of('noncompliant') - of('exempt'),
    judgedResources: judged,
    percentCompliant: judged === 0 ? null : results.compliancePercentage,
  };
}

const isGap = ({ at: _, ...numbers }: Row) => Object.values(numbers).every(number => number === null);

describe('the trend', () => {
  it.each<[string, (w: World) => string]>([
    ['the root group', w => w.root],
    ['the tenant', () => ''],
    ['a subscription', w => w.production],
    ['another one', w => w.sandbox],
    ['a group', () => places()[0] ?? ''],
    ['a resource', () => account(0, 1)],
    ['a resource in another case', () => account(1, 2).toUpperCase()],
  ])('of %s is what summaries as of then say', async (_, scopeOf) => {
    const scope = scopeOf(world);
    for (const query of ['days=10', 'days=7&interval=PT1H']) {
      const trend = await rows(scope, query);
      const looked = query.includes('PT1H') ? trend.filter((__, index) => index % 13 === 0) : trend;
      for (const row of looked) {
        const then = await summary(scope === '' ? world.root : scope, row.at);
        if (isGap(row)) expect(then.judgedResources).toBe(0);
        else expect(row).toEqual(then);
      }
      expect(trend.filter(row => !isGap(row)).length).toBeGreaterThan(3);
    }
  });

  it('of one assignment too', async () => {
    for (const id of assignments) {
      const trend = await rows(
        world.production,
        `days=8&policyAssignmentId=${encodeURIComponent(id.toUpperCase())}`,
      );
      expect(trend.some(row => !isGap(row))).toBe(true);
      for (const row of trend) {
        const then = await summary(world.production, row.at, `PolicyAssignmentId eq '${id}'`);
        if (isGap(row)) expect(then.judgedResources).toBe(0);
        else expect(row).toEqual(then);
      }
      expect(await rows(id, 'days=8')).toEqual(trend.map(row => ({ ...row, at: expect.any(String) })));
    }
  });

  it('has a row for each day at its end, and for today as of now', async () => {
    const trend = await rows(world.root);
    expect(trend.length).toBe(30);
    const last = trend.at(-1);
    expect(Math.abs(Date.now() - Date.parse(last?.at ?? ''))).toBeLessThan(60_000);
    for (const [index, { at }] of trend.slice(0, -1).entries()) {
      expect(at).toMatch(/T00:00:00\.000Z$/);
      expect(Date.parse(trend[index + 1]?.at ?? '') - Date.parse(at)).toBeLessThanOrEqual(DAY_MS);
    }
    expect((await rows(world.root, 'days=1')).length).toBe(1);
    expect((await rows(world.root, 'days=366')).length).toBe(366);
    expect((await rows(world.root, 'interval=pt1h')).length).toBe(168);
    expect((await rows(world.root, 'interval=PT1H&days=1')).length).toBe(24);
  });

  it('has gaps before anything was judged, and nothing but numbers afterwards', async () => {
    const trend = await rows(world.root);
    const first = trend.findIndex(row => !isGap(row));
    expect(first).toBeGreaterThan(20);
    expect(trend.slice(first).some(isGap)).toBe(false);
    expect(trend[first - 1]).toEqual({
      at: trend[first - 1]?.at,
      compliantResources: null,
      nonCompliantResources: null,
      exemptResources: null,
      otherResources: null,
      judgedResources: null,
      percentCompliant: null,
    });
    const none = assignmentAt(world.production, 'never-was');
    expect((await rows(world.production, `policyAssignmentId=${none}`)).every(isGap)).toBe(true);
  });

  it('where everything has gone there are none, and no percentage', async () => {
    const group = `${world.production}/resourceGroups/rg-gone`;
    await world.as.owner('PUT', group, { body: { location: 'westeurope' } });
    const id = `${group}/providers/${TYPE}/gone`;
    const put = await world.as.owner('PUT', id, {
      body: { location: 'westeurope', kind: 'OpenAI', sku: { name: 'S0' }, properties: {} },
    });
    expect(put.status).toBe(201);
    const at = assignmentAt(group, 'audit');
    const definition = `${world.root}/providers/Microsoft.Authorization/policyDefinitions/trend-audit`;
    const rule = { if: { field: 'type', equals: TYPE }, then: { effect: 'audit' } };
    await world.as.owner('PUT', definition, { body: { properties: { mode: 'All', policyRule: rule } } });
    await world.as.owner('PUT', at, { body: { properties: { policyDefinitionId: definition } } });
    const now = async () => (await rows(group, 'days=1'))[0];
    await expect
      .poll(now)
      .toMatchObject({ nonCompliantResources: 1, judgedResources: 1, percentCompliant: 0 });
    await world.as.owner('DELETE', id);
    await expect.poll(async () => (await now())?.judgedResources).toBe(null);
    await world.as.owner('DELETE', group);
  });

  it('does not tell what is not kept any more', async () => {
    const settings = '/providers/Sluice.Governance/settings/default';
    const keep = (stateHistoryDays: number | null) =>
      world.as.owner('PATCH', settings, { body: { properties: { retention: { stateHistoryDays } } } });
    const before = await rows(world.root, 'days=6');
    expect(before.some(isGap)).toBe(false);
    expect((await keep(2)).status).toBe(200);
    await expect
      .poll(async () => (await rows(world.root, 'days=6')).filter(isGap).map(({ at }) => at))
      .toEqual(
        before
          .slice(0, -1)
          .map(({ at }) => at)
          .filter(at => Date.parse(at) < Date.now() - 2 * DAY_MS),
      );
    await keep(null);
  });
});

describe('who may ask', () => {
  it('whoever may ask for a summary, of what he may', async () => {
    expect((await ask(world.production, '', 'anonymous')).status).toBe(401);
    const [group = ''] = places();
    await replaceRights(world, 'mlEngineer', []);
    expect((await ask(world.production, '', 'mlEngineer')).status).toBe(403);
    await replaceRights(world, 'mlEngineer', [
      { scope: group, actions: ['Microsoft.PolicyInsights/policyStates/summarize/read'] },
    ]);
    const own = await rows(group, 'days=9');
    for (const scope of [group, world.production, world.root]) {
      const { status, body } = await ask(scope, 'days=9', 'mlEngineer');
      expect([status, body.value]).toEqual([200, own.map(row => ({ ...row, at: expect.any(String) }))]);
    }
    expect((await ask(places()[1] ?? '', '', 'mlEngineer')).status).toBe(403);
    expect((await ask('/subscriptions/00000000-0000-4000-8000-000000000000', '', 'mlEngineer')).status).toBe(
      403,
    );
  });

  it('a place that is not there: those who may ask there learn it', async () => {
    expect((await ask('/subscriptions/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await ask(`${places()[0]}/providers/${TYPE}/none`)).status).toBe(404);
  });
});

describe('bad input', () => {
  it.each([
    ['days=0', 'days'],
    ['days=367', 'days'],
    ['days=', 'days'],
    ['days=1.5', 'days'],
    ['days=-3', 'days'],
    ['days=seven', 'days'],
    ['days=8&interval=PT1H', 'days'],
    ['interval=P1W', 'interval'],
    ['interval=', 'interval'],
    ['policyAssignmentId=', 'policyAssignmentId'],
    ['policyAssignmentId=trend-one', 'policyAssignmentId'],
    ['policyAssignmentId=/subscriptions/x', 'policyAssignmentId'],
    ['$top=3', '$top'],
    ['from=2026-01-01', 'from'],
  ])('%s', async (query, target) => {
    const { status, body } = await ask(world.production, query);
    expect([status, body.error.target]).toEqual([400, target]);
  });

  it('an assignment twice, another verb', async () => {
    const [id = ''] = assignments;
    expect((await ask(id, `policyAssignmentId=${id}`)).body.error.target).toBe('policyAssignmentId');
    const posted = await world.as.owner('POST', `${world.production}/${PATH}`, { body: {} });
    expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET']);
  });
});
