import { describe, expect, it } from 'vitest';
import { connect } from '../../database/connect.ts';
import { foldCounters } from '../../database/upkeep.ts';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import type { TestDatabase } from '../test-database.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put, stateResult } = make;
const blue = make.deployment('e', 'blue');
const later = (minutes: number): string => new Date(Date.parse(make.AT) + minutes * 60_000).toISOString();

/** Commits the deployment with these results at `minutes` after the start. */
async function judge(
  storage: Storage,
  minutes: number,
  ...results: ReturnType<typeof stateResult>[]
): Promise<void> {
  const at = later(minutes);
  await storage.commit(
    writeSet({
      resources: [put(blue)],
      states: [make.states(blue, results, { at })],
      entries: [make.entry({ at })],
    }),
  );
}

async function history(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    `select assignment_key as of, compliance_state as state,
       (extract(epoch from valid_from - $1::timestamptz) / 60)::int as since,
       case when valid_to = 'infinity' then null else (extract(epoch from valid_to - $1::timestamptz) / 60)::int end as until
     from sluice.state_history order by assignment_key, valid_from`,
    [make.AT],
  );
}

async function exceptions(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    'select assignment_key as of, compliance_state as state, detail from sluice.state_exceptions order by 1',
  );
}

async function counters(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    `select scope_key as scope, assignment_key as of, compliance_state as state, sum(delta)::int as count
     from sluice.state_counters group by 1, 2, 3 having sum(delta) <> 0 order by 1, 2, 3`,
  );
}

export function describeStates(server: () => TestServer): void {
  describe('states', () => {
    it('are kept whole for each resource, replacing the ones before', async () => {
      const storage = await (await freshDatabase(server())).open();
      const results = [
        stateResult({
          complianceState: 'NonCompliant',
          componentId: 'c',
          error: { code: 'x', message: 'y' },
        }),
      ];
      await judge(storage, 0, stateResult());
      await judge(storage, 1, ...results);
      expect(await storage.states.get(blue.key)).toEqual(make.states(blue, results, { at: later(1) }));
      expect(await storage.states.get('/none')).toBeUndefined();
    });

    it('that are not Compliant are rows of their own', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const error = { code: 'x', message: 'y' };
      await judge(
        storage,
        0,
        stateResult({ assignmentKey: '/a' }),
        stateResult({ assignmentKey: '/b', complianceState: 'NonCompliant' }),
        stateResult({ assignmentKey: '/c', complianceState: 'Error', error }),
        stateResult({ assignmentKey: '/d', complianceState: 'NotApplicable' }),
      );
      expect(await exceptions(database)).toEqual([
        { of: '/b', state: 'NonCompliant', detail: null },
        { of: '/c', state: 'Error', detail: { error } },
      ]);
      await judge(storage, 1, stateResult({ assignmentKey: '/b' }));
      expect(await exceptions(database)).toEqual([]);
    });

    it('leave a history of transitions only', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, stateResult({ assignmentKey: '/a' }), stateResult({ assignmentKey: '/b' }));
      await judge(storage, 1, stateResult({ assignmentKey: '/a' }), stateResult({ assignmentKey: '/b' }));
      await judge(
        storage,
        2,
        stateResult({ assignmentKey: '/a', complianceState: 'NonCompliant' }),
        stateResult({ assignmentKey: '/b' }),
      );
      await judge(storage, 5, stateResult({ assignmentKey: '/a' }));
      expect(await history(database)).toEqual([
        { of: '/a', state: 'Compliant', since: 0, until: 2 },
        { of: '/a', state: 'NonCompliant', since: 2, until: 5 },
        { of: '/a', state: 'Compliant', since: 5, until: null },
        { of: '/b', state: 'Compliant', since: 0, until: 5 },
      ]);
    });

    it('of a resource and of its components, of one definition in two places of an initiative, are told apart', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const results = [
        stateResult(),
        stateResult({ componentId: 'c1' }),
        stateResult({ componentId: 'c2', complianceState: 'NonCompliant' }),
        stateResult({ definitionReferenceId: 'first' }),
        stateResult({ definitionReferenceId: 'second', complianceState: 'Exempt' }),
      ];
      await judge(storage, 0, ...results);
      await judge(storage, 1, ...results);
      expect(await history(database)).toHaveLength(5);
    });

    it('end with the resource, in history and in counters', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, stateResult({ complianceState: 'NonCompliant' }));
      const counted = {
        scope: make.GROUP.toLowerCase(),
        of: '/assignments/a',
        state: 'NonCompliant',
        count: 1,
      };
      expect(await counters(database)).toEqual([counted]);
      await storage.commit(
        writeSet({ resources: [make.remove(make.WORKSPACE)], entries: [make.entry({ at: later(3) })] }),
      );
      expect(await storage.states.get(blue.key)).toBeUndefined();
      expect(await exceptions(database)).toEqual([]);
      expect(await counters(database)).toEqual([]);
      expect(await history(database)).toEqual([
        { of: '/assignments/a', state: 'NonCompliant', since: 0, until: 3 },
      ]);
    });

    it('that held for no time leave no history', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, stateResult());
      await judge(storage, 0, stateResult({ complianceState: 'NonCompliant' }));
      expect(await history(database)).toEqual([
        { of: '/assignments/a', state: 'NonCompliant', since: 0, until: null },
      ]);
    });

    it('are counted by deltas that can be folded', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, stateResult());
      await judge(storage, 1, stateResult({ complianceState: 'NonCompliant' }));
      await judge(storage, 2, stateResult());
      const before = await counters(database);
      expect(before).toEqual([
        { scope: make.GROUP.toLowerCase(), of: '/assignments/a', state: 'Compliant', count: 1 },
      ]);
      const connected = connect(database.url, 1);
      await foldCounters(connected);
      await connected.pool.end();
      expect(await counters(database)).toEqual(before);
      expect(await database.query('select count(*)::int as rows from sluice.state_counters')).toEqual([
        { rows: 1 },
      ]);
    });

    it.for([
      ['a resource that is as it was judged', blue, 3, 1],
      ['a resource that was written since', { ...blue, etag: 'old' }, 3, 0],
      ['a resource that is gone', make.deployment('e', 'gone'), 3, 0],
      ['the revision it was judged at already', blue, 2, 1],
      ['an older revision than it was judged at', blue, 1, 0],
    ] as const)('of a scan are taken or left for %s', async ([, judged, revision, taken]) => {
      const storage = await (await freshDatabase(server())).open();
      await storage.commit(
        writeSet({ resources: [put(blue)], states: [make.states(blue, [], { revision: 2 })] }),
      );
      const scanned = make.states(judged, [stateResult({ complianceState: 'NonCompliant' })], { revision });
      expect(await storage.commitStates([scanned])).toBe(taken);
      expect((await storage.states.get(blue.key))?.results).toHaveLength(taken);
    });

    it('of a scan are taken for each resource by itself', async () => {
      const storage = await (await freshDatabase(server())).open();
      const green = make.deployment('e', 'green');
      await storage.commit(writeSet({ resources: [put(blue), put(green)] }));
      const stale = make.states({ ...green, etag: 'old' }, [stateResult()]);
      expect(await storage.commitStates([make.states(blue, [stateResult()]), stale])).toBe(1);
      expect(await storage.states.get(green.key)).toBeUndefined();
      expect(await storage.commitStates([])).toBe(0);
    });

    it('that are outdated can be found, page by page', async () => {
      const storage = await (await freshDatabase(server())).open();
      const named = ['a', 'b', 'c', 'd'].map(name => make.deployment('e', name));
      const [a, b] = named;
      if (a === undefined || b === undefined) throw new Error('unreachable');
      await storage.commit(
        writeSet({
          resources: [...named, make.endpoint('e')].map(put),
          states: [make.states(a, [], { revision: 5 }), make.states(b, [], { revision: 4 })],
        }),
      );
      const query = {
        under: make.GROUP.toLowerCase(),
        types: [make.DEPLOYMENT_TYPE.toLowerCase()],
        revision: 5,
        top: 2,
      };
      const first = await storage.states.outdated(query);
      expect(first.map(each => each.name)).toEqual(['b', 'c']);
      const second = await storage.states.outdated({ ...query, after: first[1]?.key ?? '' });
      expect(second.map(each => each.name)).toEqual(['d']);
      expect(await storage.states.outdated({ ...query, under: '/subscriptions/s2' })).toEqual([]);
      expect(await storage.states.outdated({ ...query, types: [] })).toEqual([]);
      expect((await storage.states.outdated({ ...query, under: b.key })).map(each => each.name)).toEqual([
        'b',
      ]);
      expect(
        (await storage.states.outdated({ ...query, under: '', top: 10 })).map(each => each.name),
      ).toEqual(['b', 'c', 'd']);
    });
  });
}
