// Compliance taken out through the socket: all that queries would show, to whom they would show it, however much it is.
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  onlyRegistry,
  openWorld,
  replaceRights,
  tokenOf,
  type World,
} from './harness.ts';
import { manyEvents, manyStates, saidBy, workspaceAt } from './many-states.ts';
import { parseCsv } from './parse-csv.ts';

let w: World;
let some: string;
let others: string;
const EXPORTS = '/providers/Sluice.Governance/exports';
const INSIGHTS = 'providers/Microsoft.PolicyInsights';
const HOUR_MS = 3_600_000;
const start = Date.now();
const hoursAgo = (hours: number): string => new Date(start - hours * HOUR_MS).toISOString();

beforeAll(async () => {
  w = await openWorld();
  some = `${w.sandbox}/resourceGroups/rg-some`;
  others = `${w.sandbox}/resourceGroups/rg-others`;
  for (const group of [some, others])
    expect((await w.as.owner('PUT', group, { body: { location: 'westeurope' } })).status).toBe(201);
  const at = assignmentAt(`${w.production}/resourceGroups/rg-chat`, 'registry');
  const body = onlyRegistry('azureml-meta', { enforcementMode: 'DoNotEnforce' });
  expect((await w.as.owner('PUT', at, { body })).status).toBe(201);
  const rules = (state: 'Compliant' | 'NonCompliant') =>
    Array.from({ length: 20 }, (_, n) => saidBy(n, state));
  await manyStates(w, some, { to: 120, at: hoursAgo(4), results: rules('Compliant') });
  await manyStates(w, some, { to: 60, at: hoursAgo(2), results: rules('NonCompliant') });
  await manyStates(w, others, { to: 5, at: hoursAgo(3), results: rules('NonCompliant') });
  await manyEvents(w, some, { count: 600, at: hoursAgo(5), results: rules('NonCompliant').slice(0, 4) });
  await manyEvents(w, others, { count: 3, at: hoursAgo(5), results: rules('Compliant').slice(0, 4) });
  await vi.waitFor(
    async () =>
      expect(await queried(w.root, 'policyStates', "policyAssignmentName eq 'registry'")).not.toEqual([]),
    20_000,
  );
});
afterAll(() => w.close());

type As = keyof World['as'];
type Options = Readonly<Record<string, string>>;
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
type Row = any;

function exported(scope: string, kind: string, options: Options = {}, as: As = 'owner'): Promise<Answer> {
  return w.as[as]('GET', `${scope}${EXPORTS}/${kind}?${new URLSearchParams(options)}`, {
    apiVersion: '2026-11-01',
  });
}

async function lines(scope: string, kind: string, options: Options = {}, as: As = 'owner'): Promise<Row[]> {
  const { status, body = [] } = await exported(scope, kind, options, as);
  expect([status, body.error]).toEqual([200, undefined]);
  return body;
}

/** The rows of a query over all its pages, without the names of OData. */
async function queried(
  scope: string,
  kind: string,
  filter?: string,
  more: Options = {},
  as: As = 'owner',
): Promise<Row[]> {
  const set = kind === 'policyStates' ? 'latest' : 'default';
  const options = { $expand: 'PolicyEvaluationDetails', ...(filter ? { $filter: filter } : {}), ...more };
  const rows: Row[] = [];
  let path = `${scope}/${INSIGHTS}/${kind}/${set}/queryResults?api-version=2024-10-01&${new URLSearchParams(options)}`;
  for (;;) {
    const { status, body } = await w.as[as]('POST', path, { apiVersion: null });
    expect([status, body.error]).toEqual([200, undefined]);
    rows.push(...body.value);
    const next: string | undefined = body['@odata.nextLink'];
    if (next === undefined) break;
    path = next.slice(w.server.endpoint.length);
  }
  return rows.map(row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('@odata.'))),
  );
}

describe('an export of states', () => {
  it.each<[string, () => string]>([
    ['a management group', () => w.root],
    ['a subscription', () => w.sandbox],
    ['a resource group', () => some],
    ['a resource', () => workspaceAt(some, 7)],
    ['a deployment, with components', () => chatDeployment(w, 'blue')],
    ['an assignment', () => assignmentAt(`${w.production}/resourceGroups/rg-chat`, 'registry')],
  ])('of %s has every row of the query, with its details', async (_, scope) => {
    const rows = await lines(scope(), 'policyStates');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(await queried(scope(), 'policyStates'));
  });

  it('is longer than a page, and whole', async () => {
    const { headers, body } = await exported(some, 'policyStates');
    expect(body).toHaveLength(2_400);
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="policyStates.ndjson"');
  });

  it('of the whole tenant is that of the root group', async () => {
    expect(await lines('', 'policyStates')).toEqual(await lines(w.root, 'policyStates'));
  });

  it('is filtered as the query is', async () => {
    const filter = "complianceState eq 'NonCompliant' and resourceGroup eq 'rg-some'";
    const rows = await lines(w.root, 'policystates', { $filter: filter });
    expect(rows).toHaveLength(1_200);
    expect(rows).toEqual(await queried(w.root, 'policyStates', filter));
  });

  it('is as of a time', async () => {
    for (const [to, bad] of [
      [hoursAgo(3.5), 0],
      [hoursAgo(1), 1_200],
    ] as const) {
      const rows = await lines(some, 'policyStates', { to });
      expect(rows).toHaveLength(2_400);
      expect(rows.filter(({ complianceState }) => complianceState === 'NonCompliant')).toHaveLength(bad);
      expect(rows).toEqual(await queried(some, 'policyStates', undefined, { $to: to }));
    }
    expect(await lines(some, 'policyStates', { to: hoursAgo(24) })).toEqual([]);
  });
});

describe('an export of events', () => {
  it.each<[string, () => string]>([
    ['a management group', () => w.root],
    ['a subscription', () => w.sandbox],
    ['a resource group', () => some],
    ['a resource', () => workspaceAt(some, 7)],
  ])('of %s has every row of the query, newest first', async (_, scope) => {
    const rows = await lines(scope(), 'policyEvents', { to: hoursAgo(0) });
    expect(rows.length).toBeGreaterThan(0);
    const window = { $from: '2020-01-01', $to: hoursAgo(0) };
    expect(rows).toEqual(await queried(scope(), 'policyEvents', undefined, window));
  });

  it('is longer than a page, and cut to a stretch of time', async () => {
    expect(await lines(some, 'policyEvents')).toHaveLength(2_400);
    const second = (n: number) => new Date(start - 5 * HOUR_MS + n * 1_000).toISOString();
    const part = { from: second(10), to: second(11) };
    const rows = await lines(some, 'policyEvents', part);
    expect([...new Set(rows.map(({ timestamp }) => timestamp))]).toEqual([second(11), second(10)]);
    expect(rows).toEqual(await queried(some, 'policyEvents', undefined, { $from: part.from, $to: part.to }));
    const filter = "policyAssignmentName eq '=1+1'";
    expect(await lines(some, 'policyEvents', { $filter: filter })).toHaveLength(600);
  });
});

describe('as CSV', () => {
  const FORMULA = /^[=+\-@\t\r]/;
  const cellOf = (value: unknown): string => {
    const text = value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return typeof value !== 'number' && FORMULA.test(text) ? `'${text}` : text;
  };

  it.each([
    ['policyStates', ['firstEvaluatedOn', 'complianceStateChangedOn', 'exemptionId']],
    ['policyEvents', ['decisionId', 'principalOid', 'tenantId']],
  ])('%s have a row each, with all that is flat, and no formulas', async (kind, fields) => {
    const rows = await lines(w.sandbox, kind, { to: hoursAgo(0) });
    const { headers, body } = await exported(w.sandbox, kind, { format: 'csv', to: hoursAgo(0) });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const [names = [], ...cells] = parseCsv(body);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['timestamp', 'resourceId', 'revision', 'componentId', 'reason', ...fields]),
    );
    expect(names).not.toContain('policyEvaluationDetails');
    expect(cells).toHaveLength(rows.length);
    expect(cells.every(row => row.length === names.length)).toBe(true);
    expect(cells.flat().some(cell => cell.startsWith("'=1+"))).toBe(true);
    expect(cells.flat().filter(cell => FORMULA.test(cell))).toEqual([]);
    const read = cells.map(row => Object.fromEntries(names.map((name, n) => [name, row[n]])));
    expect(read).toEqual(
      rows.map((row, n) =>
        Object.fromEntries(
          names.map(name => {
            if (name === 'reason') return [name, row.policyEvaluationDetails.reason ?? ''];
            if (name === 'componentId') return [name, read[n]?.[name]];
            return [name, cellOf(row[name])];
          }),
        ),
      ),
    );
    // The odd rules are about the one component, the even ones about the resource.
    const isOdd = (row: Readonly<Record<string, string | undefined>>) =>
      /[13579]$/.test(row['policyAssignmentName'] ?? '');
    expect(new Set(read.filter(row => row['componentId'] !== '').map(isOdd))).toEqual(new Set([true]));
    expect(new Set(read.filter(row => row['componentId'] === '').map(isOdd))).toEqual(new Set([false]));
    expect(
      read.some(
        row =>
          row['reason'] ===
          'The policy could not be evaluated: two\r\nlines, "quoted" location: the current value must be among the target values.',
      ),
    ).toBe(true);
  });

  it('nothing is a header', async () => {
    const { body } = await exported(some, 'policyStates', { format: 'csv', to: hoursAgo(24) });
    expect(parseCsv(body)).toHaveLength(1);
  });
});

describe('what cannot be asked is refused, and the place named', () => {
  it.each<[string, string, Options, number, string | undefined]>([
    ['', 'policyStates', { format: 'xml' }, 400, 'format'],
    ['', 'policyStates', { to: 'yesterday' }, 400, 'to'],
    ['', 'policyStates', { from: '2026-01-01' }, 400, 'from'],
    ['', 'policyStates', { $filter: "colour eq 'red'" }, 400, '$filter'],
    ['', 'policyStates', { $filter: "resourceTags eq 'x'" }, 400, '$filter'],
    ['', 'policyStates', { $filter: "decisionId eq 'x'" }, 400, '$filter'],
    ['', 'policyStates', { $top: '5' }, 400, '$top'],
    ['', 'activityLog', { $select: 'caller' }, 400, '$select'],
    ['', 'policyStates', { $to: '2026-01-01' }, 400, '$to'],
    ['', 'policyEvents', { from: '2026-02-01', to: '2026-01-01' }, 400, 'from'],
    ['', 'policyEvents', { from: '2026-02-30' }, 400, 'from'],
    ['/subscriptions/00000000-0000-4000-8000-000000000000', 'policyStates', {}, 404, undefined],
    ['/subscriptions/00000000-0000-4000-8000-000000000000', 'policyEvents', {}, 404, undefined],
    ['', 'componentPolicyStates', {}, 404, undefined],
  ])('%s %s %j: %i', async (scope, kind, options, status, target) => {
    const answer = await exported(scope, kind, options);
    expect(answer.status).toBe(status);
    if (target === '$filter') expect(answer.body.error.code).toBe('InvalidFilterInQueryString');
    else expect(answer.body.error.target).toBe(target);
  });

  it('the activity log of what is neither the tenant nor a subscription', async () => {
    for (const scope of [w.root, some, workspaceAt(some, 1)]) {
      const { status, body } = await exported(scope, 'activityLog');
      expect([status, body.error.code]).toEqual([404, 'ResourceNotFound']);
    }
  });

  it('a name that there is no export of is told what there is', async () => {
    const { body } = await exported('', 'everything');
    expect(body.error.message).toContain("'activityLog', 'policyStates', 'policyEvents'");
  });
});

describe('who may read a part', () => {
  const KINDS = ['policyStates', 'policyEvents'] as const;

  it.each(KINDS)('gets that part of %s, as by a query', async kind => {
    await replaceRights(w, 'mlEngineer', [
      { scope: some, actions: [`Microsoft.PolicyInsights/${kind}/queryResults/read`] },
    ]);
    const window: Options = kind === 'policyEvents' ? { $from: '2020-01-01', $to: hoursAgo(0) } : {};
    const to: Options = kind === 'policyEvents' ? { to: hoursAgo(0) } : {};
    for (const scope of [w.root, w.sandbox, some]) {
      const rows = await lines(scope, kind, to, 'mlEngineer');
      expect(rows).toHaveLength(2_400);
      expect(new Set(rows.map(({ resourceGroup }) => resourceGroup))).toEqual(new Set(['rg-some']));
      expect(rows).toEqual(await queried(scope, kind, undefined, window, 'mlEngineer'));
    }
    expect(await lines('', kind, to, 'mlEngineer')).toEqual(await lines(some, kind, to));
    const [other = ''] = KINDS.filter(each => each !== kind);
    for (const [scope, asked] of [
      [w.production, kind],
      [others, kind],
      [some, other],
    ] as const) {
      const { status, body } = await exported(scope, asked, {}, 'mlEngineer');
      expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed']);
    }
  });
});

describe('a long export', () => {
  const RESOURCES = 2_500;
  const RULES = 20;
  let many: string;
  let token: string;
  let agent: https.Agent;
  let holder: pg.Client;
  let observer: pg.Client;

  beforeAll(async () => {
    many = `${w.sandbox}/resourceGroups/rg-very-many`;
    expect((await w.as.owner('PUT', many, { body: { location: 'westeurope' } })).status).toBe(201);
    const results = Array.from({ length: RULES }, (_, n) => saidBy(n, 'NonCompliant'));
    await manyStates(w, many, { to: RESOURCES, at: hoursAgo(4), results });
    agent = new https.Agent({ ca: readFileSync(w.demo.caFile) });
    token = await tokenOf(w.server, agent, w.demo.principals.owner);
    const { address } = w.storage;
    if (address.kind !== 'url') throw new Error('the database has no address');
    [holder, observer] = [new pg.Client(address.url), new pg.Client(address.url)];
    await Promise.all([holder.connect(), observer.connect()]);
  });
  afterAll(async () => {
    await Promise.all([holder?.end(), observer?.end()]);
    agent?.destroy();
  });

  /** The answer as soon as it begins; nothing of it is read. */
  function open(): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      https
        .get(
          {
            agent,
            host: '127.0.0.1',
            port: w.server.port,
            servername: 'localhost',
            path: `${many}${EXPORTS}/policyStates?api-version=2026-11-01`,
            headers: { host: `localhost:${w.server.port}`, authorization: `Bearer ${token}` },
          },
          resolve,
        )
        .on('error', reject);
    });
  }

  /** Whether nobody reads states for a while: who does waits meanwhile for a lock. Afterwards he goes on. */
  async function isQuiet(): Promise<boolean> {
    await holder.query('begin');
    try {
      await holder.query('lock table sluice.resource_states in access exclusive mode');
      for (let n = 0; n < 20; n++) {
        const { rows } = await observer.query(
          `select from pg_locks where relation = 'sluice.resource_states'::regclass and not granted`,
        );
        if (rows.length > 0) return false;
        await sleep(25);
      }
      return true;
    } finally {
      await holder.query('rollback');
    }
  }

  /** How often it takes until it is quiet. While pages are read on, each time is another page: of those there are 50. */
  async function untilQuiet(most: number): Promise<number> {
    for (let n = 0; n < most; n++) if (await isQuiet()) return n;
    return most;
  }

  it('reads on only as the client does', async () => {
    const response = await open();
    expect(response.statusCode).toBe(200);
    // What fits into the buffers on the way is sent, and then nothing more.
    expect(await untilQuiet(30)).toBeLessThan(30);
    const last = workspaceAt(many, RESOURCES - 1);
    const results = Array.from({ length: RULES }, (_, n) => saidBy(n, 'Compliant'));
    await manyStates(w, many, { from: RESOURCES - 1, to: RESOURCES, at: hoursAgo(1), results });
    let [count, rest] = [0, Buffer.alloc(0)];
    let end: string[] = [];
    for await (const part of response) {
      const bytes = Buffer.concat([rest, part]);
      const cut = bytes.lastIndexOf(10) + 1;
      rest = bytes.subarray(cut);
      const read = cut === 0 ? [] : bytes.toString('utf8', 0, cut - 1).split('\n');
      count += read.length;
      end = [...end, ...read].slice(-RULES);
    }
    expect([count, rest.length]).toEqual([RESOURCES * RULES, 0]);
    // What was written while the client waited is in what was sent afterwards.
    const rows: Row[] = end.map(line => JSON.parse(line));
    expect(new Set(rows.map(row => `${row.resourceId} ${row.complianceState}`))).toEqual(
      new Set([`${last} Compliant`]),
    );
  }, 120_000);

  it('ends when the client goes away', async () => {
    const response = await open();
    // A client that takes all that comes, so that pages are read one after the other.
    response.on('error', () => {});
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
    });
    await expect.poll(() => bytes, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    expect(response.complete).toBe(false);
    response.destroy();
    expect(await untilQuiet(5)).toBeLessThan(5);
    expect((await exported(workspaceAt(many, 1), 'policyStates')).status).toBe(200);
  }, 60_000);
});
