import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, chatDeployment, openWorld, replaceRights, type World } from './harness.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const CHECKPOINTS = '/providers/Sluice.Governance/checkpoints';
const EXPORT = '/providers/Sluice.Governance/exports/activityLog';
const V = { apiVersion: '2026-11-01' };
const get = (path: string, who: keyof World['as'] = 'owner'): Promise<Answer> =>
  world.as[who]('GET', path, V);

/** Waits until everything that was written is sealed. */
async function sealed(): Promise<void> {
  await vi.waitFor(async () => expect(await world.storage.ledger.isWaiting()).toBe(false), 5_000);
}

describe('checkpoints', () => {
  it('are made of what is written, each following on the one before', async () => {
    await sealed();
    const before = (await get(`${CHECKPOINTS}/latest`)).body;
    const group = `${world.sandbox}/resourceGroups/sealed`;
    expect((await world.as.owner('PUT', group, { body: { location: 'westeurope' } })).status).toBe(201);
    await sealed();
    const { status, body } = await get(`${CHECKPOINTS}/latest`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: `${CHECKPOINTS}/${before.properties.number + 1}`,
      type: 'Sluice.Governance/checkpoints',
      properties: {
        previous: before.properties.hash,
        count: 1,
        total: before.properties.total + 1,
        prunedAt: null,
      },
    });
    const { checkpoint, key, hash } = body.properties;
    expect(checkpoint).toContain(`${world.demo.tenantId}/activity-log\nsluice-log-checkpoint/1\n`);
    expect(checkpoint).toContain(`\n${hash}\n`);
    expect(key).toMatch(new RegExp(`^${world.demo.tenantId}/activity-log\\+[0-9a-f]{8}\\+`));
    expect((await get(`${CHECKPOINTS}/${before.name}`)).body).toEqual(before);
  });

  it('are listed newest first, page by page', async () => {
    const all = (await get(CHECKPOINTS)).body.value;
    expect(all.length).toBeGreaterThan(1);
    const first = (await get(`${CHECKPOINTS}?$top=1`)).body;
    expect(first.value).toEqual(all.slice(0, 1));
    const { pathname, searchParams } = new URL(first.nextLink);
    searchParams.delete('api-version');
    const second = (await get(`${pathname}?${searchParams}`)).body;
    expect(second.value).toEqual(all.slice(1, 2));
  });

  it.for([
    [`${CHECKPOINTS}/0`, 404, 'ResourceNotFound'],
    [`${CHECKPOINTS}/999999`, 404, 'ResourceNotFound'],
    [`${CHECKPOINTS}/newest`, 404, 'ResourceNotFound'],
    [`${CHECKPOINTS}?$skiptoken=x`, 400, 'InvalidSkipToken'],
  ] as const)('%s is answered %i', async ([path, status, code]) => {
    const answer = await get(path);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('are for those who may read them at the tenant', async () => {
    expect((await get(`${CHECKPOINTS}/latest`, 'anonymous')).status).toBe(401);
    await replaceRights(world, 'mlEngineer', [{ scope: world.production, actions: ['*'] }]);
    expect((await get(`${CHECKPOINTS}/latest`, 'mlEngineer')).status).toBe(403);
    await replaceRights(world, 'mlEngineer', [
      { scope: world.root, actions: ['Sluice.Governance/checkpoints/read'] },
    ]);
    expect((await get(`${CHECKPOINTS}/latest`, 'mlEngineer')).status).toBe(200);
    expect((await get(EXPORT, 'mlEngineer')).status).toBe(403);
  });
});

describe('the export of the log', () => {
  it('is all of it, oldest first, each event as a query shows it', async () => {
    const { status, headers, body } = await get(EXPORT);
    expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    expect(headers['content-disposition']).toBe('attachment; filename="activityLog.ndjson"');
    const listed = (
      await world.as.owner('GET', '/providers/Microsoft.Insights/eventtypes/management/values?$top=1000', {
        apiVersion: '2015-04-01',
      })
    ).body.value;
    expect(listed.length).toBeGreaterThan(100);
    expect(body).toEqual(listed.toReversed());
  });

  it('is longer than a page, and whole', async () => {
    const entries = await manyEntries(1_234);
    const { body } = await get(`${EXPORT}?from=2020-01-01&to=2021-01-01`);
    expect(body.map((event: { eventDataId: string }) => event.eventDataId)).toEqual(entries);
  });

  it('is cut to a stretch of time', async () => {
    const asked = `from=${encodeURIComponent('2020-01-01T00:00:10Z')}&to=${encodeURIComponent('2020-01-01T00:00:12Z')}`;
    const { body } = await get(`${EXPORT}?${asked}`);
    expect(body.map((event: { eventTimestamp: string }) => event.eventTimestamp)).toEqual([
      '2020-01-01T00:00:10.000Z',
      '2020-01-01T00:00:11.000Z',
    ]);
  });

  it('is narrowed by what a query of the log is narrowed by', async () => {
    const filter = encodeURIComponent("contains(resourceId,'/MANY') and eventDataId eq 'many-7'");
    const { body } = await get(`${EXPORT}?$filter=${filter}`);
    expect(body.map((event: { eventDataId: string }) => event.eventDataId)).toEqual(['many-7']);
  });

  it('as CSV has a row for each event, and no formulas', async () => {
    const { headers, body } = await get(`${EXPORT}?format=CSV&from=2020-01-01&to=2020-01-01T00:00:02Z`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const [header, first, ...more] = body.split('\r\n');
    expect(header).toMatch(/^eventTimestamp,eventDataId,category,operationName,status,level,caller,/);
    expect(first).toMatch(/^2020-01-01T00:00:00.000Z,many-0,Policy,x,Failed,Error,"'=cmd\|'\/C, calc'!A0",/);
    expect(more).toHaveLength(2);
  });

  it('has what the caller may read, and no more', async () => {
    await replaceRights(world, 'mlEngineer', [
      { scope: world.sandbox, actions: ['Microsoft.Insights/eventtypes/values/Read'] },
    ]);
    const { status, body } = await get(EXPORT, 'mlEngineer');
    expect(status).toBe(200);
    expect(body.length).toBeGreaterThan(0);
    const sandbox = world.sandbox.toLowerCase();
    expect(
      body.every((event: { resourceId: string }) => event.resourceId.toLowerCase().startsWith(sandbox)),
    ).toBe(true);
    const ofSandbox = await get(`${world.sandbox}${EXPORT}`);
    expect(body).toEqual(ofSandbox.body);
    expect((await get(`${world.production}${EXPORT}`, 'mlEngineer')).status).toBe(403);
  });

  it.for([
    [`${EXPORT}?format=xml`, 400, 'format'],
    [`${EXPORT}?from=yesterday`, 400, 'from'],
    [`${EXPORT}?to=2026-02-30`, 400, 'to'],
    [`${EXPORT}?$filter=${encodeURIComponent("colour eq 'red'")}`, 400, '$filter'],
    [`${EXPORT}?$filter=caller`, 400, '$filter'],
    [`${EXPORT.replace('activityLog', 'everything')}`, 404, undefined],
    [`/subscriptions/00000000-0000-4000-8000-000000000000${EXPORT}`, 404, undefined],
  ] as const)('%s is answered %i', async ([path, status, target]) => {
    const answer = await get(path);
    expect([answer.status, answer.body.error.target]).toEqual([status, target]);
  });
});

/** That many entries of the year 2020, a second apart; in the order that they are to be read in. */
async function manyEntries(count: number): Promise<readonly string[]> {
  const start = Date.parse('2020-01-01T00:00:00Z');
  const entries = Array.from({ length: count }, (_, index) => ({
    eventId: `many-${index}`,
    at: new Date(start + index * 1_000).toISOString(),
    category: 'Policy' as const,
    subscriptionId: null,
    resourceGroup: null,
    resourceId: chatDeployment(world, 'many'),
    resourceType: 'x',
    resourceProvider: 'x',
    operation: 'x',
    status: 'Failed',
    level: 'Error' as const,
    caller: "=cmd|'/C, calc'!A0",
    correlationId: 'c',
    body: {},
  }));
  const { revision } = await world.storage.changes.current();
  const nothing = { expect: [], resources: [], changes: [], states: [], events: [], decisions: [], jobs: [] };
  const result = await world.storage.commit({ ...nothing, revision, entries });
  if (result.outcome !== 'committed') throw new Error('somebody else wrote');
  return entries.map(({ eventId }) => eventId);
}
