import type { SnapshotChange } from '@sluice/engine/model';
import { describe, expect, it, vi } from 'vitest';
import type { Storage } from '../../storage.ts';
import { assignmentChange, assignmentRemoval, writeSet } from '../builders.ts';
import { freshDatabase, sharedStorage, type TestServer } from '../test-server.ts';

async function change(storage: Storage, ...changes: SnapshotChange[]): Promise<void> {
  const revision = await storage.changes.revision();
  expect(await storage.commit(writeSet({ revision, changes }))).toMatchObject({ outcome: 'committed' });
}

/** Revision 1: a and b. 2: a changes. 3: b goes, c comes. 4: d comes. 5: d goes. 6: b comes again. */
async function seed(storage: Storage): Promise<void> {
  await change(storage, assignmentChange('a', 'a1'), assignmentChange('b', 'b1'));
  await change(storage, assignmentChange('a', 'a2'));
  await change(storage, assignmentRemoval('b'), assignmentChange('c', 'c3'));
  await change(storage, assignmentChange('d', 'd4'));
  await change(storage, assignmentRemoval('d'));
  await change(storage, assignmentChange('b', 'b6'));
}

const A1 = assignmentChange('a', 'a1');
const A2 = assignmentChange('a', 'a2');
const B1 = assignmentChange('b', 'b1');
const B6 = assignmentChange('b', 'b6');
const C3 = assignmentChange('c', 'c3');
const D4 = assignmentChange('d', 'd4');

export function describeChanges(server: () => TestServer): void {
  describe('changes', () => {
    it('are none in a new database', async () => {
      const storage = await (await freshDatabase(server())).open();
      expect(await storage.changes.current()).toEqual({ revision: 0, changes: [] });
      expect(await storage.changes.since(0)).toEqual({ revision: 0, changes: [] });
      expect(await storage.changes.at(0)).toEqual({ revision: 0, changes: [] });
    });

    describe('after six revisions', () => {
      const storage = sharedStorage(server, seed);

      it('are all that is in force', async () => {
        expect(await storage().changes.current()).toEqual({ revision: 6, changes: [A2, B6, C3] });
      });

      it.for([
        [0, [A2, B6, C3]],
        [1, [A2, B6, C3]],
        [2, [B6, C3]],
        [3, [B6]],
        [4, [B6, assignmentRemoval('d')]],
        [5, [B6]],
        [6, []],
        [7, []],
      ] as const)('since revision %i are net', async ([revision, changes]) => {
        expect(await storage().changes.since(revision)).toEqual({ revision: 6, changes });
      });

      it.for([
        [0, []],
        [1, [A1, B1]],
        [2, [A2, B1]],
        [3, [A2, C3]],
        [4, [A2, C3, D4]],
        [5, [A2, C3]],
        [6, [A2, B6, C3]],
      ] as const)('at revision %i are what held then', async ([revision, changes]) => {
        expect(await storage().changes.at(revision)).toEqual({ revision, changes });
      });
    });

    it('of several kinds under one key stay apart', async () => {
      const storage = await (await freshDatabase(server())).open();
      const settings: SnapshotChange = {
        kind: 'settings',
        key: A1.key,
        record: { 'catalog.unknownModels': 'refuse' },
      };
      const facts: SnapshotChange = {
        kind: 'facts',
        key: 'azureml://r',
        record: { parent: 'azureml://p', facts: { size: 1 } },
      };
      await change(storage, A1, settings, facts);
      await change(storage, { ...settings, record: null });
      expect((await storage.changes.current()).changes).toEqual([facts, A1]);
    });

    it('of one storage are seen by another one at once, and told to both', async () => {
      const database = await freshDatabase(server());
      const [writer, reader] = [await database.open(), await database.open()];
      const [toldWriter, toldReader, toldAgain] = [vi.fn(), vi.fn(), vi.fn()];
      await writer.changes.listen(toldWriter);
      await reader.changes.listen(toldReader);
      await reader.changes.listen(toldAgain);
      await change(writer, A1);
      expect(await reader.changes.since(0)).toEqual({ revision: 1, changes: [A1] });
      await vi.waitFor(() => {
        for (const told of [toldWriter, toldReader, toldAgain]) expect(told).toHaveBeenLastCalledWith(1);
      });
    });

    it('are told again when the listening connection was lost meanwhile', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const told = vi.fn();
      await storage.changes.listen(told);
      await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sluice listener' and datname = current_database()`,
      );
      await change(storage, A1);
      await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(1), 5000);
      await change(storage, A2);
      await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(2), 5000);
    });

    it('are not told after close', async () => {
      const database = await freshDatabase(server());
      const [writer, reader] = [await database.open(), await database.open()];
      const [open, closed] = [vi.fn(), vi.fn()];
      await writer.changes.listen(open);
      await reader.changes.listen(closed);
      await reader.close();
      await change(writer, A1);
      await vi.waitFor(() => expect(open).toHaveBeenCalledWith(1));
      expect(closed).not.toHaveBeenCalled();
    });
  });
}
