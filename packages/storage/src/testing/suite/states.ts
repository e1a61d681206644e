import { describe, expect, it } from 'vitest';
import { connect } from '../../database/connect.ts';
import { dropUnusedSets, foldCounters } from '../../database/upkeep.ts';
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

/** A result that is not compliant because of a model. */
const runs = (model: string, more: Parameters<typeof stateResult>[0] = {}) =>
  stateResult({
    complianceState: 'NonCompliant',
    evaluatedExpressions: [
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'model',
        path: 'properties.model',
        expressionValue: model,
        targetValue: 'phi',
        operator: 'NotEquals',
      },
    ],
    ...more,
  });

/** What is over, one row a result. */
async function history(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    `select m.assignment_key as of, m.compliance_state as state,
       (extract(epoch from h.valid_from - $1::timestamptz) / 60)::int as since,
       (extract(epoch from h.valid_to - $1::timestamptz) / 60)::int as until
     from sluice.state_history h
     join sluice.state_sets t on t.id = h.set_id
     join sluice.state_members m on m.id = any (t.members)
     order by h.valid_from, m.assignment_key`,
    [make.AT],
  );
}

/** Since when each result is as it is, and when its rule first judged the resource, in minutes. */
async function times(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    `select m.assignment_key as of, m.compliance_state as state,
       (extract(epoch from coalesce(s.since[u.place], s.changed_at) - $1::timestamptz) / 60)::int as since,
       (extract(epoch from coalesce(s.first_at[u.place], s.changed_at) - $1::timestamptz) / 60)::int as first
     from sluice.resource_states s
     join sluice.state_sets t on t.id = s.set_id
     cross join unnest(t.members) with ordinality u(id, place)
     join sluice.state_members m on m.id = u.id
     order by u.place`,
    [make.AT],
  );
}

async function counters(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    `select c.scope_key as scope, m.assignment_key as of, m.compliance_state as state, sum(c.delta)::int as count
     from sluice.state_counters c
     join sluice.state_sets t on t.id = c.set_id
     join sluice.state_members m on m.id = any (t.members)
     group by 1, 2, 3 having sum(c.delta) <> 0 order by 1, 2, 3`,
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
          componentType: 'T',
          componentName: 'c',
          error: { code: 'x', message: 'y' },
        }),
      ];
      await judge(storage, 0, stateResult());
      await judge(storage, 1, ...results);
      expect(await storage.states.get(blue.key)).toEqual(make.states(blue, results, { at: later(1) }));
      expect(await storage.states.get('/none')).toBeUndefined();
    });

    it('say why, and what they are of', async () => {
      const storage = await (await freshDatabase(server())).open();
      const results = [
        stateResult({
          assignmentKey: '/a',
          assignmentId: '/A',
          definitionCategory: 'Machine Learning',
          definitionReferenceId: 'Ref',
          initiativeId: '/Sets/S',
          initiativeVersion: '2.0.0',
          initiativeCategory: 'Security',
          groupNames: ['g1', 'g2'],
          complianceState: 'NonCompliant',
          related: { totalResources: 0 },
        }),
        stateResult({ assignmentKey: '/b', complianceState: 'Exempt', exemptionId: '/exemptions/E' }),
        stateResult({
          assignmentKey: '/c',
          componentId: blue.id,
          componentType: 'T',
          componentName: blue.name,
          complianceState: 'Error',
          error: { code: 'x', message: 'a NUL \u0000' },
        }),
        stateResult({ assignmentKey: '/c', componentId: '/x/y', componentType: 'T', componentName: 'z' }),
      ];
      await judge(storage, 0, ...results);
      expect((await storage.states.get(blue.key))?.results).toEqual(results);
    });

    it('leave a history of transitions only', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const [a, b] = [stateResult({ assignmentKey: '/a' }), stateResult({ assignmentKey: '/b' })];
      await judge(storage, 0, a, b);
      await judge(storage, 1, a, b);
      await judge(storage, 2, stateResult({ assignmentKey: '/a', complianceState: 'NonCompliant' }), b);
      await judge(storage, 5, a);
      expect(await history(database)).toEqual([
        { of: '/a', state: 'Compliant', since: 0, until: 2 },
        { of: '/b', state: 'Compliant', since: 0, until: 2 },
        { of: '/a', state: 'NonCompliant', since: 2, until: 5 },
        { of: '/b', state: 'Compliant', since: 2, until: 5 },
      ]);
      expect((await storage.states.get(blue.key))?.results).toEqual([a]);
    });

    it('leave a stretch when their reasons are others, and are since when they were', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const b = stateResult({ assignmentKey: '/b' });
      await storage.commit(
        writeSet({
          resources: [
            put(make.resource('/providers/Sluice.Governance/webhooks/w', 'Sluice.Governance/webhooks')),
          ],
        }),
      );
      await judge(storage, 0, runs('llama'), b);
      await judge(storage, 2, runs('gemma, of a NUL \u0000'), b);
      await judge(storage, 3, runs('gemma, of a NUL \u0000'), b);
      expect(await history(database)).toEqual([
        { of: '/assignments/a', state: 'NonCompliant', since: 0, until: 2 },
        { of: '/b', state: 'Compliant', since: 0, until: 2 },
      ]);
      expect(await database.query('select details::text from sluice.state_history')).toEqual([
        { details: expect.stringContaining('"expressionValue":"llama"') },
      ]);
      expect((await storage.states.get(blue.key))?.results).toEqual([runs('gemma, of a NUL \u0000'), b]);
      expect(await times(database)).toEqual([
        { of: '/assignments/a', state: 'NonCompliant', since: 0, first: 0 },
        { of: '/b', state: 'Compliant', since: 0, first: 0 },
      ]);
      expect((await counters(database)).map(each => (each as { count: number }).count)).toEqual([1, 1]);
      expect(
        await database.query(`select body ->> 'old_set' is null as began from sluice.outbox order by seq`),
      ).toEqual([{ began: true }]);
    });

    it('leave a stretch when they are of other components', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const of = (componentId: string) =>
        stateResult({ componentId, componentType: 'T', componentName: componentId });
      await judge(storage, 0, of('c'));
      await judge(storage, 1, of('d'));
      await judge(storage, 2, of('d'));
      expect(await database.query('select components::text from sluice.state_history')).toEqual([
        { components: '[{"id":"c"}]' },
      ]);
    });

    it('that come out alike leave nothing, whatever they were judged by', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, runs('llama'), stateResult({ assignmentKey: '/b' }));
      for (const [revision, name] of ['x', 'y', 'z'].entries()) {
        await storage.commit(writeSet({ revision, changes: [make.assignmentChange(name, name)] }));
        const results = [runs('llama'), stateResult({ assignmentKey: '/b' })];
        const scanned = make.states(blue, results, { at: later(1 + revision), revision: revision + 1 });
        expect(await storage.commitStates([scanned])).toBe(1);
      }
      expect(await history(database)).toEqual([]);
      expect(
        await database.query(
          'select revision::int, began_by::int, judged_at, judged_by from sluice.resource_states',
        ),
      ).toEqual([{ revision: 3, began_by: 0, judged_at: null, judged_by: null }]);
    });

    it('leave nothing when only the time is another one in their reasons', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const scan = (hour: string, revision: number) =>
        storage.commitStates([
          make.states(blue, [runs(hour, { readsClock: true })], { at: later(revision), revision }),
        ]);
      await judge(storage, 0, runs('10:00', { readsClock: true }));
      await scan('11:00', 1);
      expect(await history(database)).toEqual([]);
      expect((await storage.states.get(blue.key))?.results).toEqual([runs('11:00', { readsClock: true })]);
      const record = { ...make.assignmentChange('a', 'A'), key: '/assignments/a' };
      await storage.commit(writeSet({ changes: [record] }));
      await storage.commit(writeSet({ revision: 1, changes: [record] }));
      await scan('12:00', 2);
      expect(await history(database)).toHaveLength(1);
    });

    it('know since when each of them is as it is, and when each was first looked at', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const of = (assignmentKey: string, complianceState: 'Compliant' | 'NonCompliant' = 'Compliant') =>
        stateResult({ assignmentKey, complianceState });
      await judge(storage, 0, of('/a'), of('/b'));
      expect(await times(database)).toEqual([
        { of: '/a', state: 'Compliant', since: 0, first: 0 },
        { of: '/b', state: 'Compliant', since: 0, first: 0 },
      ]);
      await judge(storage, 1, of('/b', 'NonCompliant'), of('/c'), of('/a'));
      await judge(storage, 2, of('/b', 'NonCompliant'), of('/a'), of('/c', 'NonCompliant'));
      expect(await times(database)).toEqual([
        { of: '/b', state: 'NonCompliant', since: 1, first: 0 },
        { of: '/a', state: 'Compliant', since: 0, first: 0 },
        { of: '/c', state: 'NonCompliant', since: 2, first: 1 },
      ]);
    });

    it('of a resource and of its components, of one definition in two places of an initiative, are told apart', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const results = (first: 'Compliant' | 'NonCompliant') => [
        stateResult(),
        stateResult({ componentId: 'c1', complianceState: first }),
        stateResult({ componentId: 'c2', complianceState: 'NonCompliant' }),
        stateResult({ definitionReferenceId: 'first', complianceState: first }),
        stateResult({ definitionReferenceId: 'second', complianceState: 'Exempt' }),
      ];
      await judge(storage, 0, ...results('Compliant'));
      await judge(storage, 1, ...results('NonCompliant'));
      expect((await times(database)).map(each => (each as { since: number }).since)).toEqual([0, 1, 0, 1, 0]);
    });

    it('that many resources have alike are kept once', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const others = ['a', 'b', 'c'].map(name => make.deployment('e', name));
      await storage.commit(
        writeSet({
          resources: others.map(put),
          states: others.map(each => make.states(each, [stateResult()])),
        }),
      );
      const again = await database.open();
      await again.commitStates(others.map(each => make.states(each, [stateResult()], { revision: 1 })));
      expect(await database.query('select count(*)::int as sets from sluice.state_sets')).toEqual([
        { sets: 1 },
      ]);
      expect(await history(database)).toEqual([]);
    });

    it('whose set is removed by upkeep are kept under another one', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const connected = connect(database.url, 1);
      await judge(storage, 0, stateResult());
      await judge(storage, 1, stateResult({ complianceState: 'NonCompliant' }));
      await storage.states.prune(later(2));
      await foldCounters(connected);
      expect(await dropUnusedSets(connected)).toBe(1);
      await judge(storage, 2, stateResult());
      expect((await storage.states.get(blue.key))?.results).toEqual([stateResult()]);
      expect(await dropUnusedSets(connected)).toBe(0);
      await connected.pool.end();
    });

    it('whose set is about to be removed keep it', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, stateResult());
      await judge(storage, 1, stateResult({ complianceState: 'NonCompliant' }));
      await storage.states.prune(later(2));
      await database.query('select sluice.fold_state_counters()');
      expect(await database.query('select sluice.retire_unused_sets() as retired')).toEqual([{ retired: 1 }]);
      await judge(storage, 2, stateResult());
      expect(await database.query('select sluice.drop_retired_sets() as dropped')).toEqual([{ dropped: 0 }]);
      expect(
        await database.query('select count(*)::int as retired from sluice.state_sets where retired'),
      ).toEqual([{ retired: 0 }]);
      expect((await storage.states.get(blue.key))?.results).toEqual([stateResult()]);
    });

    it('of before a time can be pruned from the history', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await database.query('select sluice.ensure_partitions(2)');
      await judge(storage, 0, stateResult());
      await judge(storage, 1, stateResult({ complianceState: 'NonCompliant' }));
      await judge(storage, 9, stateResult());
      expect(await storage.states.prune(later(5))).toBe(1);
      expect(await history(database)).toHaveLength(1);
      expect(await storage.states.prune('2100-01-01T00:00:00Z')).toBe(1);
      expect(await storage.states.prune('2100-01-01T00:00:00Z')).toBe(0);
      expect(await history(database)).toEqual([]);
      await judge(storage, 10, stateResult({ complianceState: 'NonCompliant' }));
      expect(await history(database)).toHaveLength(1);
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
      expect(await counters(database)).toEqual([]);
      expect(await history(database)).toEqual([
        { of: '/assignments/a', state: 'NonCompliant', since: 0, until: 3 },
      ]);
    });

    it('never go back in time, though a write, scan or delete went by an earlier one', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 5, stateResult());
      await judge(storage, 3, stateResult({ complianceState: 'NonCompliant' }));
      expect(await times(database)).toMatchObject([{ state: 'NonCompliant', since: 5, first: 5 }]);
      const scanned = (complianceState: 'Compliant' | 'NonCompliant', minutes: number, revision: number) =>
        make.states(blue, [stateResult({ complianceState })], { at: later(minutes), revision });
      expect(await storage.commitStates([scanned('NonCompliant', 4, 1)])).toBe(1);
      expect(Date.parse((await storage.states.get(blue.key))?.at ?? '')).toBeGreaterThan(
        Date.parse(later(5)),
      );
      expect(await storage.commitStates([scanned('Compliant', 9, 2)])).toBe(1);
      await storage.commit(
        writeSet({ resources: [make.remove(make.WORKSPACE)], entries: [make.entry({ at: later(8) })] }),
      );
      expect(await history(database)).toEqual([
        { of: '/assignments/a', state: 'Compliant', since: 5, until: 5 },
        { of: '/assignments/a', state: 'NonCompliant', since: 5, until: 9 },
        { of: '/assignments/a', state: 'Compliant', since: 9, until: 9 },
      ]);
    });

    it('that are replaced at the time they began held for a millisecond', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await judge(storage, 0, stateResult());
      await judge(storage, 0, stateResult({ complianceState: 'NonCompliant' }));
      await judge(storage, 0, stateResult());
      await storage.commit(
        writeSet({ resources: [make.remove(blue.key)], entries: [make.entry({ at: later(0) })] }),
      );
      const ms = (column: string) => `round(extract(epoch from ${column} - $1::timestamptz) * 1000)::int`;
      expect(
        await database.query(
          `select ${ms('valid_from')} as since, ${ms('valid_to')} as until from sluice.state_history order by 1`,
          [make.AT],
        ),
      ).toEqual([
        { since: 0, until: 1 },
        { since: 1, until: 2 },
        { since: 2, until: 3 },
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
