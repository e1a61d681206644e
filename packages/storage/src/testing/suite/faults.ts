import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { StorageUnavailable } from '../../errors.ts';
import * as make from '../builders.ts';
import type { TestDatabase } from '../test-database.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put, isNew } = make;

/** A commit that has written all but its last part, and waits for a lock that a session of ours holds. */
async function commitHalfway(
  database: TestDatabase,
): Promise<{ readonly ended: Promise<unknown>; readonly backend: number }> {
  const storage = await database.open(4);
  const blocker = await database.session();
  await blocker.query('begin');
  await blocker.query('lock table sluice.decisions in exclusive mode');
  const made = make.workspace();
  const ended = storage
    .commit(
      writeSet({
        expect: [isNew(made)],
        resources: [put(made)],
        changes: [make.assignmentChange('a', 'one')],
        states: [make.states(made, [make.stateResult()])],
        events: [make.event()],
        entries: [make.entry()],
        decisions: [make.decision()],
      }),
    )
    .catch((error: unknown) => error);
  const backend = await vi.waitFor(async () => {
    const rows = await database.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%sluice.commit(%'`,
    );
    expect(rows).toHaveLength(1);
    return rows[0]?.pid ?? 0;
  }, 5000);
  return { ended, backend };
}

async function expectNothingWritten(database: TestDatabase): Promise<void> {
  const storage = await vi.waitFor(() => database.open(), { timeout: 20_000, interval: 100 });
  expect(await storage.changes.current()).toEqual({ revision: 0, changes: [] });
  expect((await storage.resources.list({ under: '' })).items).toEqual([]);
  expect((await storage.activityLog.query({ filter: undefined, top: 1 })).items).toEqual([]);
  expect(await storage.states.get(make.workspace().key)).toBeUndefined();
}

/** Processes can only be killed on this machine, and only by who may. */
function isOnThisMachine(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres') && process.kill(pid, 0);
  } catch {
    return false;
  }
}

export function describeFaults(server: () => TestServer): void {
  describe('when the connection is lost', () => {
    it('in the middle of a commit, nothing is written and the next one goes through', async () => {
      const database = await freshDatabase(server());
      const { ended, backend } = await commitHalfway(database);
      await database.query('select pg_terminate_backend($1)', [backend]);
      expect(await ended).toBeInstanceOf(StorageUnavailable);
      const storage = await database.open();
      await expectNothingWritten(database);
      expect(await storage.commit(writeSet({ changes: [make.assignmentChange('a', 'one')] }))).toMatchObject({
        outcome: 'committed',
      });
    });

    it('because the server process was killed in the middle of a commit, nothing is written and the pool recovers', async ({
      skip,
    }) => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const { ended, backend } = await commitHalfway(database);
      if (!isOnThisMachine(backend)) skip('the server is on another machine');
      process.kill(backend, 'SIGKILL');
      expect(await ended).toBeInstanceOf(StorageUnavailable);
      await expectNothingWritten(database);
      const made = make.workspace();
      await vi.waitFor(
        async () =>
          expect(
            await storage.commit(writeSet({ expect: [isNew(made)], resources: [put(made)] })),
          ).toMatchObject({ outcome: 'committed' }),
        {
          timeout: 10_000,
          interval: 100,
        },
      );
    });

    it('on every idle connection of the pool, the next calls make new ones', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open(4);
      await Promise.all([storage.ping(), storage.ping(), storage.ping(), storage.ping()]);
      await database.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await vi.waitFor(() => storage.ping(), 5000);
      expect(await storage.changes.revision()).toBe(0);
    });
  });

  describe('when there is no server', () => {
    it('opening rejects with StorageUnavailable', async () => {
      const database = await freshDatabase(server());
      await expect(database.open().then(storage => storage.close())).resolves.toBeUndefined();
      const { openStorage } = await import('../../open.ts');
      await expect(openStorage({ kind: 'url', url: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toThrow(
        StorageUnavailable,
      );
    });

    it('every method of a closed storage rejects with StorageUnavailable', async () => {
      const storage = await (await freshDatabase(server())).open();
      await storage.close();
      await storage.close();
      await expect(storage.ping()).rejects.toThrow(StorageUnavailable);
      await expect(storage.resources.get('/x')).rejects.toThrow(StorageUnavailable);
      await expect(storage.commit(writeSet({ entries: [make.entry()] }))).rejects.toThrow(StorageUnavailable);
      const jobs = [{ name: 'task', input: {} }];
      await expect(storage.commit(writeSet({ jobs }))).rejects.toThrow(StorageUnavailable);
      await expect(storage.queue.enqueue(jobs)).rejects.toThrow(StorageUnavailable);
      await expect(storage.queue.failed()).rejects.toThrow(StorageUnavailable);
      await expect(storage.queue.work('task', async () => {})).rejects.toThrow(StorageUnavailable);
    });
  });
}
