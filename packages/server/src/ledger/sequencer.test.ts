import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createSealer } from '../authority/sealer.ts';
import { openLogSigner } from './log-key.ts';
import { startSequencer } from './sequencer.ts';
import { logDatabases, TENANT } from './testing/log-database.ts';

const logDatabase = logDatabases();
const now = () => new Date();
const QUICK_MS = 10;

describe('the sequencer', () => {
  it('seals what is written, by itself, again and again', async () => {
    const { storage, signer, write } = await logDatabase();
    const onError = vi.fn();
    const sequencer = startSequencer({ storage, signer, now, onError }, QUICK_MS);
    for (const [index, id] of ['a', 'b'].entries()) {
      await write(id);
      await vi.waitFor(async () => expect((await storage.ledger.batch())?.total).toBe(index + 1));
    }
    await sequencer.close();
    expect(onError).not.toHaveBeenCalled();
  });

  it('makes no batch when nothing was written', async () => {
    const { storage, signer } = await logDatabase();
    const isWaiting = vi.fn(storage.ledger.isWaiting);
    const ledger = { ...storage.ledger, isWaiting };
    const sequencer = startSequencer({ storage: { ledger }, signer, now, onError: vi.fn() }, QUICK_MS);
    await vi.waitFor(() => expect(isWaiting.mock.calls.length).toBeGreaterThan(3));
    await sequencer.close();
    expect(await storage.ledger.batch()).toBeUndefined();
  });

  it('of several servers seals each entry once', async () => {
    const { storage, signer, open, write, sql } = await logDatabase();
    const onError = vi.fn();
    const storages = [storage, await open(), await open()];
    const sequencers = storages.map(each => startSequencer({ storage: each, signer, now, onError }, 1));
    for (let turn = 0; turn < 40; turn++) await write(`${turn}`, `${turn}'`);
    for (const sequencer of sequencers) await sequencer.close();
    const [sums] = await sql(
      `select (select count(*)::int from sluice.sealed_entries) as sealed, (select sum(count)::int from sluice.log_batches) as counted,
         (select count(*)::int from sluice.unsealed) as waiting`,
    );
    expect(sums).toEqual({ sealed: 80, counted: 80, waiting: 0 });
    expect(onError).not.toHaveBeenCalled();
  });

  it('seals once more when it is closed, and not after', async () => {
    const { storage, signer, write } = await logDatabase();
    const sequencer = startSequencer({ storage, signer, now, onError: vi.fn() });
    await write('a');
    await sequencer.close();
    expect((await storage.ledger.batch())?.total).toBe(1);
    await write('b');
    await sequencer.close();
    expect((await storage.ledger.batch())?.total).toBe(1);
  });

  it('tells of what fails, and goes on', async () => {
    const { storage, signer, write, sql } = await logDatabase();
    await sql('alter table sluice.log_batches rename to elsewhere');
    const onError = vi.fn();
    const sequencer = startSequencer({ storage, signer, now, onError }, QUICK_MS);
    await write('a');
    await vi.waitFor(() => expect(onError.mock.calls.length).toBeGreaterThan(1));
    await sql('alter table sluice.elsewhere rename to log_batches');
    await vi.waitFor(async () => expect((await storage.ledger.batch())?.total).toBe(1), 5_000);
    await sequencer.close();
  });
});

it('the signer is made once, and is no use with another authority key', async () => {
  const { storage } = await logDatabase();
  await storage.properties.set('ledger.key', '');
  await expect(openLogSigner(storage, createSealer(randomBytes(32)), TENANT)).rejects.toThrow(
    'another authority key',
  );
  const [one, sealer] = [await logDatabase(), createSealer(randomBytes(32))];
  await one.sql(`delete from sluice.properties where name = 'ledger.key'`);
  const other = await one.open();
  const signers = await Promise.all([one.storage, other].map(each => openLogSigner(each, sealer, TENANT)));
  expect(signers[0]?.key).toEqual(signers[1]?.key);
  await expect(openLogSigner(other, createSealer(randomBytes(32)), TENANT)).rejects.toThrow(
    'another authority key',
  );
});
