import type { LogBatch } from '@sluice/engine/model';
import { describe, expect, it, vi } from 'vitest';
import { StorageQueryProblem } from '../../errors.ts';
import type { LedgerMoment } from '../../ledger.ts';
import type { Storage } from '../../storage.ts';
import { AT, entry, writeSet } from '../builders.ts';
import { holdSealInChild, killChild } from '../in-child.ts';
import { sealEntries } from '../seal-entries.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const LATER = '2027-01-01T00:00:00.000Z';

const seal = (storage: Storage, top = 100): Promise<LogBatch | undefined> =>
  storage.ledger.seal(top, async (last, entries) => sealEntries(last, entries));

const write = (storage: Storage, ...ids: readonly string[]) =>
  storage.commit(writeSet({ entries: ids.map(eventId => entry({ eventId })) }));

/** Every batch with the event ids that it sealed; `-` for those whose entry is gone. */
async function batches(storage: Storage): Promise<readonly string[]> {
  return storage.ledger.read(async moment => {
    const found = await allSealed(moment);
    return found.map(({ rows }) => rows.map(row => (row.entry ? row.eventId : '-')).join(' '));
  });
}

async function allSealed(moment: LedgerMoment, top = 3) {
  const all = [];
  for (;;) {
    const next = await moment.sealed(all.at(-1)?.batch.number ?? 0, top);
    if (next.length === 0) return all;
    all.push(...next);
  }
}

export function describeLedger(server: () => TestServer): void {
  describe('the ledger', () => {
    it('seals what waits, lowest first, as many as asked for, until nothing does', async () => {
      const storage = await (await freshDatabase(server())).open();
      expect(await storage.ledger.isWaiting()).toBe(false);
      expect(await seal(storage)).toBeUndefined();
      await write(storage, 'a', 'b', 'c');
      expect(await storage.ledger.isWaiting()).toBe(true);
      const first = await seal(storage, 2);
      const second = await seal(storage, 2);
      expect(first).toMatchObject({
        number: 1,
        count: 2,
        sealedAt: '2026-11-23T10:00:01.120Z',
        prunedAt: null,
      });
      expect(second).toMatchObject({ number: 2, previous: first?.hash, total: 3, checkpoint: 'signed' });
      expect(await seal(storage)).toBeUndefined();
      expect(await storage.ledger.isWaiting()).toBe(false);
      expect(await batches(storage)).toEqual(['a b', 'c']);
    });

    it('gives every column, the body as the text that was written', async () => {
      const storage = await (await freshDatabase(server())).open();
      const written = entry({
        at: '2026-11-23T10:00:00.120Z',
        subscriptionId: null,
        body: { z: 1, a: '\u0000', ü: [null] },
      });
      await storage.commit(writeSet({ entries: [written] }));
      const { body, ...columns } = written;
      const logged = { ...columns, at: '2026-11-23T10:00:00.120000Z', body: JSON.stringify(body) };
      await storage.ledger.seal(1, async (last, entries) => {
        expect(entries).toEqual([{ seq: expect.any(Number), ...logged }]);
        return sealEntries(last, entries);
      });
      const [read] = await storage.ledger.read(moment => moment.sealed(0, 1));
      expect(read?.rows[0]?.entry).toEqual({ seq: expect.any(Number), ...logged });
    });

    it('lists batches newest first, page by page, and finds one', async () => {
      const storage = await (await freshDatabase(server())).open();
      for (const id of ['a', 'b', 'c']) {
        await write(storage, id);
        await seal(storage);
      }
      const first = await storage.ledger.batches({ top: 2 });
      const { next = '' } = first;
      const second = await storage.ledger.batches({ top: 2, after: next });
      expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([3, 2, 1]);
      expect(second.next).toBeUndefined();
      expect(await storage.ledger.batch()).toEqual(first.items[0]);
      expect((await storage.ledger.batch(2))?.number).toBe(2);
      expect(await storage.ledger.batch(4)).toBeUndefined();
      await expect(storage.ledger.batches({ top: 2, after: 'x' })).rejects.toThrow(StorageQueryProblem);
    });

    it('seals an entry that commits late, though it was written before others', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const slow = await database.session();
      await slow.query('begin');
      await slow.query(
        `insert into sluice.activity_log (event_id, at, category, resource_id, resource_type, resource_provider, operation,
           status, level, caller, correlation_id, body)
         values ('slow', now(), 'Policy', '/r', 't', 'p', 'o', 's', 'Error', 'c', 'c', '{}')`,
      );
      await write(storage, 'fast');
      expect(await seal(storage)).toMatchObject({ count: 1 });
      await slow.query('commit');
      expect(await seal(storage)).toMatchObject({ count: 1 });
      expect(await batches(storage)).toEqual(['fast', 'slow']);
    });

    it('leaves everything as it was when the work fails', async () => {
      const storage = await (await freshDatabase(server())).open();
      await write(storage, 'a');
      const failed = storage.ledger.seal(1, () => Promise.reject(new Error('no key')));
      await expect(failed).rejects.toThrow('no key');
      expect(await storage.ledger.batch()).toBeUndefined();
      await seal(storage);
      expect(await batches(storage)).toEqual(['a']);
    });

    it('loses and doubles nothing when a process is killed while it seals', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await write(storage, 'a', 'b', 'c');
      const { child, said } = await holdSealInChild(database.url);
      expect(said).toBe('sealing 3');
      // Somebody else is at it.
      expect(await seal(storage)).toBeUndefined();
      await killChild(child);
      await vi.waitFor(async () => expect(await seal(storage)).toBeDefined(), 10_000);
      expect(await batches(storage)).toEqual(['a b c']);
      expect(await storage.ledger.isWaiting()).toBe(false);
    });

    it('puts each entry of many writers into exactly one batch, with several that seal', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [await database.open(), await database.open()];
      let done = false;
      const sealer = async (storage: Storage) => {
        while (!done) await seal(storage, 7);
      };
      const sealers = [sealer(one), sealer(two)];
      const writers = Array.from({ length: 12 }, async (_, writer) => {
        for (let turn = 0; turn < 15; turn++)
          await write(writer % 2 === 0 ? one : two, `${writer}-${turn}`, `${writer}-${turn}'`);
      });
      await Promise.all(writers);
      done = true;
      await Promise.all(sealers);
      while ((await seal(one, 7)) !== undefined);
      const found = await one.ledger.read(moment => allSealed(moment, 50));
      const ids = found.flatMap(({ rows }) => rows.map(({ eventId }) => eventId));
      expect(ids).toHaveLength(360);
      expect(new Set(ids).size).toBe(360);
      expect(found.map(({ batch }) => batch.number)).toEqual(found.map((_, index) => index + 1));
      expect(found.every(({ batch, rows }) => rows.length === batch.count)).toBe(true);
      expect(found.slice(1).every(({ batch }, index) => batch.previous === found[index]?.batch.hash)).toBe(
        true,
      );
      expect(await database.query('select seq from sluice.unsealed')).toEqual([]);
    });

    it('is read as it was when the reading began', async () => {
      const storage = await (await freshDatabase(server())).open();
      await write(storage, 'a');
      await storage.ledger.read(async moment => {
        expect((await moment.waiting(0, 9)).map(({ entry: each }) => each?.eventId)).toEqual(['a']);
        await write(storage, 'b');
        await seal(storage);
        expect((await moment.waiting(0, 9)).map(({ entry: each }) => each?.eventId)).toEqual(['a']);
        expect(await moment.sealed(0, 9)).toEqual([]);
      });
      expect(await batches(storage)).toEqual(['a b']);
    });

    it('tells what came past it and what is gone from it', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await write(storage, 'a', 'b');
      await seal(storage);
      await write(storage, 'c', 'd');
      await database.query('alter table sluice.activity_log disable trigger mark_unsealed');
      await write(storage, 'e', 'f');
      await database.query(`delete from sluice.activity_log where event_id in ('b', 'd')`);
      expect(await batches(storage)).toEqual(['a -']);
      const { waiting, strays } = await storage.ledger.read(async moment => ({
        waiting: await moment.waiting(0, 9),
        strays: await moment.strays(0, 9),
      }));
      expect(waiting.map(({ entry: each }) => each?.eventId)).toEqual(['c', undefined]);
      expect(strays.map(({ eventId }) => eventId)).toEqual(['e', 'f']);
      expect(await storage.ledger.read(moment => moment.strays(strays[0]?.seq ?? 0, 9))).toEqual(
        strays.slice(1),
      );
      // What is gone does not keep what is there from being sealed, nor is it waited for.
      expect(await seal(storage)).toMatchObject({ count: 1 });
      expect(await storage.ledger.isWaiting()).toBe(false);
    });
  });

  describe('pruning the log', () => {
    const tell = ({ throughBatch, entries }: { readonly throughBatch: number; readonly entries: number }) =>
      entry({ eventId: `pruned ${entries} through ${throughBatch}`, at: LATER });
    const at = (second: number) => new Date(Date.parse(AT) + second * 1000).toISOString();

    async function seeded(): Promise<Storage> {
      const storage = await (await freshDatabase(server())).open();
      for (const ids of [[1, 2], [3], [9, 4], [5]]) {
        await storage.commit(writeSet({ entries: ids.map(id => entry({ eventId: `${id}`, at: at(id) })) }));
        await seal(storage);
      }
      return storage;
    }
    const shown = async (storage: Storage) =>
      (await storage.activityLog.query({ filter: undefined, top: 20 })).items.map(({ eventId }) => eventId);

    it('drops whole batches in their order, up to the first that has a younger entry, and tells of it', async () => {
      const storage = await seeded();
      expect(await storage.ledger.prune({ olderThan: at(3), top: 100 }, tell)).toBe(2);
      expect(await batches(storage)).toEqual(['- -', '3', '9 4', '5']);
      expect(await storage.ledger.prune({ olderThan: at(9), top: 100 }, tell)).toBe(1);
      expect(await storage.ledger.prune({ olderThan: at(9), top: 100 }, tell)).toBe(0);
      expect(await shown(storage)).toEqual(['pruned 1 through 2', 'pruned 2 through 1', '9', '5', '4']);
      expect((await storage.ledger.batch(1))?.prunedAt).not.toBeNull();
      expect((await storage.ledger.batch(3))?.prunedAt).toBeNull();
      await seal(storage);
      expect((await batches(storage)).slice(0, 3)).toEqual(['- -', '-', '9 4']);
    });

    it('takes about as many entries at a time as asked for, and never a batch that was sealed later', async () => {
      const storage = await seeded();
      expect(await storage.ledger.prune({ olderThan: LATER, top: 1 }, tell)).toBe(2);
      expect(await storage.ledger.prune({ olderThan: LATER, top: 3 }, tell)).toBe(3);
      expect(await storage.ledger.prune({ olderThan: '2026-11-23T10:00:01.120Z', top: 9 }, tell)).toBe(0);
    });

    it('leaves entries that are not sealed', async () => {
      const storage = await (await freshDatabase(server())).open();
      await write(storage, 'a');
      expect(await storage.ledger.prune({ olderThan: LATER, top: 9 }, tell)).toBe(0);
      expect(await shown(storage)).toEqual(['a']);
    });

    it('drops and tells in one, or not at all', async () => {
      const storage = await seeded();
      const failed = storage.ledger.prune({ olderThan: LATER, top: 9 }, () => {
        throw new Error('cannot tell');
      });
      await expect(failed).rejects.toThrow('cannot tell');
      expect(await shown(storage)).toEqual(['9', '5', '4', '3', '2', '1']);
    });
  });
}
