import { describe, expect, it } from 'vitest';
import { StorageRejected } from '../../errors.ts';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import type { TestDatabase } from '../test-database.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put, remove, isNew, isAt, parent } = make;

/** How many rows each table holds that a write leaves something in. */
async function countRows(database: TestDatabase): Promise<object | undefined> {
  const [counts] = await database.query<Record<string, number>>(
    `select
       (select count(*)::int from sluice.resources) as resources,
       (select count(*)::int from sluice.snapshot_records) as records,
       (select count(*)::int from sluice.resource_states) as states,
       (select coalesce(sum(cardinality(t.members)), 0)::int
        from sluice.decisions d join sluice.state_sets t on t.id = d.set_id) as events,
       (select count(*)::int from sluice.activity_log) as entries,
       (select count(*)::int from sluice.decisions) as decisions`,
  );
  return counts;
}

const NOTHING = { resources: 0, records: 0, states: 0, events: 0, entries: 0, decisions: 0 };

/** A group with a workspace, an endpoint and a deployment in it. */
async function seedTree(storage: Storage): Promise<void> {
  const resources = [make.group(), make.workspace(), make.endpoint('e'), make.deployment('e', 'blue')];
  await storage.commit(writeSet({ resources: resources.map(put) }));
}

export function describeCommit(server: () => TestServer): void {
  describe('commit', () => {
    it('writes everything that the set holds', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const made = make.workspace();
      const result = await storage.commit(
        writeSet({
          expect: [isNew(made)],
          resources: [put(made)],
          states: [make.states(made, [make.stateResult()])],
          events: [make.event()],
          entries: [make.entry()],
          decisions: [make.decision()],
        }),
      );
      expect(result).toEqual({ outcome: 'committed', revision: 0 });
      expect(await countRows(database)).toEqual({
        resources: 1,
        records: 0,
        states: 1,
        events: 1,
        entries: 1,
        decisions: 1,
      });
    });

    it('keeps what the rules said with the decision that they made', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const error = { code: 'x', message: 'y' };
      const ofComponent = { componentId: '/c', componentType: 't', componentName: 'c' };
      await storage.commit(
        writeSet({
          decisions: ['d1', 'd2', 'd3'].map(id => make.decision({ id })),
          events: [
            make.event({ assignmentKey: '/a', decisionId: 'd1', complianceState: 'Compliant' }),
            make.event({
              ...ofComponent,
              assignmentKey: '/a',
              decisionId: 'd2',
              complianceState: 'NotApplicable',
            }),
            make.event({
              ...ofComponent,
              assignmentKey: '/b',
              decisionId: 'd2',
              complianceState: 'Error',
              error,
            }),
          ],
        }),
      );
      const kept = await database.query(
        `select id, principal_id as by, exceptional,
           (select json_agg(json_build_array(m.assignment_key, components -> (m.component - 1), details -> u.place::text)
              order by u.place)
            from sluice.state_sets t, unnest(t.members) with ordinality u(id, place)
            join sluice.state_members m on m.id = u.id
            where t.id = set_id) as results
         from sluice.decisions order by id`,
      );
      expect(kept).toEqual([
        { id: 'd1', by: 'p1', exceptional: false, results: [['/a', null, null]] },
        {
          id: 'd2',
          by: 'p1',
          exceptional: true,
          results: [
            ['/a', { id: '/c' }, null],
            ['/b', { id: '/c' }, { error }],
          ],
        },
        { id: 'd3', by: 'p1', exceptional: false, results: null },
      ]);
    });

    it('takes no event without its decision', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const set = writeSet({ events: [make.event({ decisionId: 'd2' })], decisions: [make.decision()] });
      await expect(storage.commit(set)).rejects.toThrow('without the decision');
      expect(await countRows(database)).toEqual(NOTHING);
    });

    it('makes a new revision for changes, and only for them', async () => {
      const storage = await (await freshDatabase(server())).open();
      expect(await storage.commit(writeSet({ changes: [make.assignmentChange('a', 'one')] }))).toEqual({
        outcome: 'committed',
        revision: 1,
      });
      expect(await storage.commit(writeSet({ revision: 1, entries: [make.entry()] }))).toEqual({
        outcome: 'committed',
        revision: 1,
      });
      expect(await storage.changes.revision()).toBe(1);
    });

    it.for([
      ['an older revision', { revision: 0 }],
      ['a revision that is not there yet', { revision: 2 }],
    ] as const)('is stale when decided at %s', async ([, given]) => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await storage.commit(writeSet({ changes: [make.assignmentChange('a', 'one')] }));
      const before = await countRows(database);
      const late = writeSet({
        ...given,
        resources: [put(make.workspace())],
        entries: [make.entry()],
        decisions: [make.decision()],
      });
      expect(await storage.commit(late)).toEqual({ outcome: 'stale', what: 'revision' });
      expect(await storage.commit({ ...late, changes: [make.assignmentChange('b', 'two')] })).toEqual({
        outcome: 'stale',
        what: 'revision',
      });
      expect(await countRows(database)).toEqual(before);
    });

    it.for([
      ['must be new, and is there', isNew(make.workspace()), 'resource'],
      ['must be at another etag', isAt(make.workspace({ etag: 'other' })), 'resource'],
      ['must be there, and is not', { ...isAt(make.endpoint('none')), etag: '*' }, 'resource'],
      ['must be at an etag, and is not there', isAt(make.endpoint('none')), 'resource'],
      ['parent must be there, and is not', parent(make.endpoint('none').id), 'parent'],
      ['parent must not be there, and is', { ...parent(make.WORKSPACE), etag: null }, 'parent'],
    ] as const)('is stale when a resource %s', async ([, expectation, what]) => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await storage.commit(writeSet({ resources: [put(make.workspace())] }));
      const before = await countRows(database);
      const late = writeSet({
        expect: [expectation],
        resources: [put(make.deployment('e', 'blue'))],
        changes: [make.assignmentChange('a', 'one')],
        entries: [make.entry()],
        decisions: [make.decision()],
      });
      expect(await storage.commit(late)).toEqual({ outcome: 'stale', what, key: expectation.key });
      expect(await countRows(database)).toEqual(before);
      expect(await storage.changes.revision()).toBe(0);
    });

    it('commits when every expectation holds', async () => {
      const storage = await (await freshDatabase(server())).open();
      await seedTree(storage);
      const next = make.deployment('e', 'blue', { etag: 'e2', body: { properties: { model: 'm' } } });
      const result = await storage.commit(
        writeSet({
          expect: [parent(make.WORKSPACE), parent(make.endpoint('e').id), isAt(make.deployment('e', 'blue'))],
          resources: [put(next)],
        }),
      );
      expect(result).toEqual({ outcome: 'committed', revision: 0 });
      expect(await storage.resources.get(next.key)).toEqual(next);
    });

    it('gives a resource back as it was written, whatever is in its documents', async () => {
      const storage = await (await freshDatabase(server())).open();
      const made = make.workspace({
        id: '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.MachineLearningServices/workspaces/Wörk',
        key: '/subscriptions/s1/resourcegroups/rg/providers/microsoft.machinelearningservices/workspaces/wörk',
        name: 'Wörk',
        body: {
          z: 1,
          a: [null, 1.5e-7, ''],
          tags: { 'nul\u0000': 'half \ud800 pair', quote: `'"\\` },
          properties: {},
        },
        secrets: { primaryKey: 'k1' },
      });
      await storage.commit(writeSet({ expect: [isNew(made)], resources: [put(made)] }));
      const read = await storage.resources.get(made.key);
      expect(read).toEqual(made);
      expect(Object.keys(read?.body ?? {})).toEqual(['z', 'a', 'tags', 'properties']);
    });

    it('refuses a text that the database cannot keep, and writes nothing', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const made = make.workspace({ name: 'w\u0000' });
      await expect(
        storage.commit(writeSet({ resources: [put(made)], entries: [make.entry()] })),
      ).rejects.toThrow(StorageRejected);
      expect(await countRows(database)).toEqual(NOTHING);
    });

    it('lets the last of several writes of one key count', async () => {
      const storage = await (await freshDatabase(server())).open();
      await storage.commit(
        writeSet({
          resources: [put(make.workspace()), put(make.workspace({ etag: 'e2' }))],
          changes: [make.assignmentChange('a', 'one'), make.assignmentChange('a', 'two')],
        }),
      );
      expect((await storage.resources.get(make.workspace().key))?.etag).toBe('e2');
      expect((await storage.changes.current()).changes).toEqual([make.assignmentChange('a', 'two')]);
    });

    it('takes a thousand changes and resources at once', async () => {
      const storage = await (await freshDatabase(server())).open();
      const names = Array.from({ length: 1000 }, (_, index) => `n${index}`);
      const result = await storage.commit(
        writeSet({
          expect: names.map(name => isNew(make.endpoint(name))),
          resources: names.map(name => put(make.endpoint(name))),
          changes: names.map(name => make.assignmentChange(name, name)),
          entries: names.map(name => make.entry({ eventId: name })),
        }),
      );
      expect(result).toEqual({ outcome: 'committed', revision: 1 });
      expect((await storage.changes.current()).changes).toHaveLength(1000);
    });

    it.for([
      ['a group and all that is in it', make.GROUP, []],
      ['a workspace and its children', make.WORKSPACE, ['rg']],
      ['an endpoint and its deployments', make.endpoint('e').id, ['rg', 'w']],
      ['a deployment alone', make.deployment('e', 'blue').id, ['rg', 'w', 'e']],
      ['nothing where nothing is', make.endpoint('none').id, ['rg', 'w', 'e', 'blue']],
    ] as const)('deletes %s', async ([, id, left]) => {
      const storage = await (await freshDatabase(server())).open();
      await seedTree(storage);
      expect(await storage.commit(writeSet({ resources: [remove(id)] }))).toEqual({
        outcome: 'committed',
        revision: 0,
      });
      const { items } = await storage.resources.list({ under: '' });
      expect(items.map(each => each.name)).toEqual(left);
    });

    it('deletes extension resources with what they extend, and no neighbour of like name', async () => {
      const storage = await (await freshDatabase(server())).open();
      const extension = make.resource(
        `${make.WORKSPACE}/providers/${make.ASSIGNMENT_TYPE}/a`,
        make.ASSIGNMENT_TYPE,
      );
      const neighbours = ['w-2', 'w.x', 'w0', 'ww'].map(name =>
        make.resource(make.WORKSPACE.replace(/w$/, name), make.WORKSPACE_TYPE),
      );
      await storage.commit(writeSet({ resources: [make.workspace(), extension, ...neighbours].map(put) }));
      await storage.commit(writeSet({ resources: [remove(make.WORKSPACE)] }));
      const { items } = await storage.resources.list({ under: '' });
      expect(items.map(each => each.name)).toEqual(['w-2', 'w.x', 'w0', 'ww']);
    });

    it('deletes and puts in one set', async () => {
      const storage = await (await freshDatabase(server())).open();
      await seedTree(storage);
      await storage.commit(writeSet({ resources: [remove(make.endpoint('e').id), put(make.endpoint('f'))] }));
      const { items } = await storage.resources.list({ under: make.WORKSPACE.toLowerCase() });
      expect(items.map(each => each.name)).toEqual(['f']);
    });

    it('deletes only what is still at the etag', async () => {
      const storage = await (await freshDatabase(server())).open();
      await seedTree(storage);
      const late = writeSet({
        expect: [isAt(make.workspace({ etag: 'old' }))],
        resources: [remove(make.WORKSPACE)],
      });
      expect(await storage.commit(late)).toEqual({
        outcome: 'stale',
        what: 'resource',
        key: make.workspace().key,
      });
      expect((await storage.resources.list({ under: '' })).items).toHaveLength(4);
    });
  });
}
