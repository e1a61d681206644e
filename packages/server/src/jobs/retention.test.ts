import type { SnapshotChange } from '@sluice/engine/model';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../app.ts';
import { type LogDatabase, logDatabases, TENANT } from '../ledger/testing/log-database.ts';
import { verifyLog } from '../ledger/verify-log.ts';
import { retention } from './retention.ts';

const logDatabase = logDatabases();
const DAY_MS = 24 * 60 * 60 * 1000;
const KEY = '/providers/sluice.governance/settings/default';

/** Runs the job so many days from now, with these settings. */
async function runLater({ storage }: LogDatabase, days: number, kept: Record<string, number | null>) {
  const { revision } = await storage.changes.current();
  const changes: readonly SnapshotChange[] = [{ kind: 'settings', key: KEY, record: { retention: kept } }];
  await storage.commit({ ...NOTHING, revision, changes });
  const now = () => new Date(Date.now() + days * DAY_MS);
  const app = await createApp({ storage, tenantId: TENANT, now, onError: vi.fn() });
  await retention.run({}, app.services, {
    id: '1',
    attempt: 1,
    isLast: false,
    signal: new AbortController().signal,
  });
  await app.close();
}

const NOTHING = {
  expect: [],
  resources: [],
  states: [],
  events: [],
  entries: [],
  decisions: [],
  jobs: [],
};

async function sealedLog(): Promise<LogDatabase> {
  const log = await logDatabase();
  for (const ids of [['a', 'b'], ['c']]) {
    await log.write(...ids);
    await log.seal();
  }
  return log;
}

async function shown({ storage }: LogDatabase): Promise<readonly string[]> {
  const { items } = await storage.activityLog.query({ filter: undefined, top: 20 });
  return items
    .map(({ eventId, operation }) => (operation.includes('prune') ? operation : eventId))
    .toSorted();
}

async function verify({ storage }: LogDatabase) {
  const findings: unknown[] = [];
  const { pruned, entries } = await verifyLog(storage, {
    onProgress: () => {},
    onFinding: finding => findings.push(finding),
  });
  return { pruned, entries, findings };
}

const PRUNE = 'Sluice.Governance/activityLog/prune/action';

describe('the retention of the log', () => {
  it('keeps everything where no setting says otherwise', async () => {
    const log = await sealedLog();
    await runLater(log, 100_000, { activityLogDays: null, decisionDays: null });
    expect(await shown(log)).toEqual(['a', 'b', 'c']);
  });

  it('keeps what is not old enough', async () => {
    const log = await sealedLog();
    await runLater(log, 29, { activityLogDays: 30 });
    expect(await shown(log)).toEqual(['a', 'b', 'c']);
  });

  it('drops what is, tells of it in the log, and leaves the log provable', async () => {
    const log = await sealedLog();
    await log.write('d');
    await runLater(log, 31, { activityLogDays: 30 });
    expect(await shown(log)).toEqual([PRUNE, 'd']);
    expect(await verify(log)).toEqual({ pruned: 3, entries: 3, findings: [] });
    await log.seal();
    expect(await verify(log)).toEqual({ pruned: 3, entries: 5, findings: [] });
    await runLater(log, 100, { activityLogDays: 30 });
    expect(await shown(log)).toEqual([PRUNE]);
    expect(await verify(log)).toEqual({ pruned: 5, entries: 5, findings: [] });
  });

  it('of more than one slice goes on until all is gone', async () => {
    const log = await logDatabase();
    await log.write(...Array.from({ length: 4_100 }, (_, index) => `e${index}`));
    await log.seal();
    await runLater(log, 31, { activityLogDays: 30 });
    expect(new Set(await shown(log))).toEqual(new Set([PRUNE]));
    expect(await verify(log)).toMatchObject({ pruned: 4_100, findings: [] });
  });

  it('leaves traces of an entry that somebody deleted after pruning', async () => {
    const log = await sealedLog();
    await runLater(log, 31, { activityLogDays: 30 });
    await log.write('d');
    await log.seal();
    await log.sql(
      `delete from sluice.activity_log where event_id = 'd'`,
      'update sluice.log_batches set pruned_at = now()',
    );
    expect((await verify(log)).findings).toContainEqual({ kind: 'pruningUntold', from: 3, to: 3 });
  });
});

describe('the retention of decisions', () => {
  it('drops old ones, and leaves the log alone', async () => {
    const log = await sealedLog();
    const decisions = Array.from({ length: 2_100 }, (_, index) => ({
      id: `d${index}`,
      at: new Date(Date.now() - (index === 7 ? 0 : 5) * DAY_MS).toISOString(),
      revision: 0,
      engineVersion: '1',
      verdict: 'allow' as const,
      resourceKey: '/r',
      request: {
        decisionId: 'd',
        at: '2026-11-23T10:00:00.000Z',
        occasion: 'write' as const,
        resource: {},
        context: { managementGroups: [] },
        apiVersion: '2024-10-01',
        correlationId: 'c',
        action: 'x/write',
      },
    }));
    await log.storage.commit({ ...NOTHING, revision: 0, changes: [], decisions });
    await runLater(log, 1, { decisionDays: 3 });
    const { items } = await log.storage.decisions.query({ under: [''], filter: undefined, top: 9 });
    expect(items.map(({ id }) => id)).toEqual(['d7']);
    expect(await shown(log)).toEqual(['a', 'b', 'c']);
  });
});

describe('the retention of the history of states', () => {
  it('drops what has ended before, and keeps what holds', async () => {
    const log = await sealedLog();
    const { storage } = log;
    for (const [index, complianceState] of (['Compliant', 'NonCompliant'] as const).entries())
      await storage.commit({
        ...NOTHING,
        ...judgedAs(complianceState, `e${index}`),
        revision: 0,
        changes: [],
      });
    const history = async () => (await log.sql('select count(*)::int as rows from sluice.state_history'))[0];
    expect(await history()).toEqual({ rows: 1 });
    await runLater(log, 1, { stateHistoryDays: 3 });
    expect(await history()).toEqual({ rows: 1 });
    await runLater(log, 5, { stateHistoryDays: 3 });
    expect(await history()).toEqual({ rows: 0 });
    expect((await storage.states.get('/r'))?.results).toHaveLength(1);
  });
});

function judgedAs(complianceState: 'Compliant' | 'NonCompliant', etag: string) {
  const at = new Date().toISOString();
  const systemData = {
    createdBy: 'ada',
    createdByType: 'User' as const,
    createdAt: at,
    lastModifiedBy: 'ada',
    lastModifiedByType: 'User' as const,
    lastModifiedAt: at,
  };
  const type = 'Contoso.Things/things';
  const resource = {
    id: '/R',
    key: '/r',
    type,
    name: 'R',
    body: {},
    systemData,
    etag,
    instanceId: 'i',
    apiVersion: '1',
  };
  const result = {
    assignmentKey: '/a',
    assignmentId: '/A',
    definitionKey: '/d',
    definitionId: '/D',
    definitionVersion: '1',
    definitionCategory: null,
    definitionReferenceId: null,
    initiativeId: null,
    initiativeVersion: null,
    initiativeCategory: null,
    groupNames: [],
    componentId: null,
    componentType: null,
    componentName: null,
    effect: 'audit',
    complianceState,
  };
  return {
    resources: [{ kind: 'put' as const, resource }],
    states: [
      {
        resourceKey: '/r',
        resourceId: '/R',
        resourceType: type,
        location: null,
        etag,
        revision: 0,
        at,
        results: [result],
      },
    ],
  };
}
