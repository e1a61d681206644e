import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../authority/sealer.ts';
import { openLogSigner } from './log-key.ts';
import { sealLog } from './seal-log.ts';
import { formatNoteKey } from './signed-note.ts';
import { type LogDatabase, logDatabases } from './testing/log-database.ts';
import { type LogFinding, type VerifiedLog, type VerifyOptions, verifyLog } from './verify-log.ts';

const logDatabase = logDatabases();

type Verified = VerifiedLog & { readonly found: readonly LogFinding[]; readonly steps: readonly number[] };

async function verify(
  { storage }: Pick<LogDatabase, 'storage'>,
  options: Pick<VerifyOptions, 'checkpoint' | 'key'> = {},
): Promise<Verified> {
  const found: LogFinding[] = [];
  const steps: number[] = [];
  const verified = await verifyLog(storage, {
    ...options,
    onFinding: finding => found.push(finding),
    onProgress: entries => steps.push(entries),
  });
  expect(verified.findings).toBe(found.length);
  return { ...verified, found, steps };
}

/** Three batches: a b | c d e | f; the checkpoint of the last one was kept, and the key. */
async function sealedLog() {
  const log = await logDatabase();
  for (const ids of [['a', 'b'], ['c', 'd', 'e'], ['f']]) {
    await log.write(...ids);
    await log.seal();
  }
  const checkpoint = (await log.storage.ledger.batch())?.checkpoint ?? '';
  return { ...log, kept: { checkpoint, key: formatNoteKey(log.signer.key) } };
}

const at = (eventId: string) => `(select seq from sluice.sealed_entries where event_id = '${eventId}')`;
const entryOf = (eventId: string, batch: number) => ({ batch, eventId, seq: expect.any(Number) });
const change = (column: string, value: string) =>
  `update sluice.activity_log set ${column} = ${value} where event_id = 'd'`;

describe('a log that nobody touched', () => {
  it('is as it was sealed, with and without a checkpoint, and what waits is counted', async () => {
    const log = await sealedLog();
    const sums = { batches: 3, entries: 6, pruned: 0, waiting: 0, found: [] };
    expect(await verify(log)).toMatchObject({ ...sums, key: log.kept.key });
    expect(await verify(log, log.kept)).toMatchObject({ ...sums, checkpoint: { batch: 3, entries: 6 } });
    await log.write('g');
    expect(await verify(log, log.kept)).toMatchObject({ ...sums, waiting: 1 });
    await log.seal();
    const { steps, ...verified } = await verify(log, log.kept);
    expect(verified).toMatchObject({ batches: 4, entries: 7, found: [] });
    expect(steps).toEqual([7]);
  });

  it('is whole before anything is in it', async () => {
    const log = await logDatabase();
    expect(await verify(log)).toMatchObject({ batches: 0, entries: 0, waiting: 0, found: [] });
  });

  it('of more entries than are read at once is read whole', async () => {
    const log = await logDatabase();
    const ids = Array.from({ length: 4_500 }, (_, index) => `e${index}`);
    await log.write(...ids);
    await log.seal();
    const { batches, entries, found, steps } = await verify(log);
    expect([batches, entries, found]).toEqual([5, 4_500, []]);
    expect(steps).toEqual([2_000, 4_000, 4_500]);
  });
});

describe('tampering with the database is found', () => {
  it.for([
    ['at', `at + interval '1 microsecond'`],
    ['category', `'Policy'`],
    ['subscription_id', `'s2'`],
    ['resource_group', 'null'],
    ['resource_id', `'/subscriptions/S1/resourceGroups/rg'`],
    ['resource_type', `'x'`],
    ['resource_provider', `'x'`],
    ['operation', `'x'`],
    ['status', `'Failed'`],
    ['level', `'Error'`],
    ['caller', `'mallory'`],
    ['correlation_id', `'c2'`],
    ['body', `replace(body::text, 'd', 'x')::json`],
    ['body', `(body::text || ' ')::json`],
    ['at', `'infinity'`],
  ] as const)('an entry with another %s (%s)', async ([column, value]) => {
    const log = await sealedLog();
    await log.sql(change(column, value));
    expect((await verify(log)).found).toEqual([{ kind: 'entryAltered', ...entryOf('d', 2) }]);
  });

  it.for<[string, readonly string[], readonly object[]]>([
    [
      'another event id',
      [`update sluice.activity_log set event_id = 'x' where event_id = 'd'`],
      [{ kind: 'entryAltered', ...entryOf('d', 2) }],
    ],
    [
      'an entry that was removed',
      [`delete from sluice.activity_log where event_id = 'd'`],
      [{ kind: 'entryRemoved', ...entryOf('d', 2) }],
    ],
    [
      'an entry that was removed with its hash',
      [
        `delete from sluice.activity_log where event_id = 'd'`,
        `delete from sluice.sealed_entries where event_id = 'd'`,
      ],
      [{ kind: 'hashesAltered', batch: 2 }],
    ],
    [
      'bodies that changed places',
      [
        `update sluice.activity_log a set body = o.body from sluice.activity_log o
         where a.event_id in ('c', 'd') and o.event_id in ('c', 'd') and a.seq <> o.seq`,
      ],
      [
        { kind: 'entryAltered', ...entryOf('c', 2) },
        { kind: 'entryAltered', ...entryOf('d', 2) },
      ],
    ],
    [
      'an entry that came past the log',
      [
        'alter table sluice.activity_log disable trigger mark_unsealed',
        `insert into sluice.activity_log (event_id, at, category, resource_id, resource_type, resource_provider, operation,
           status, level, caller, correlation_id, body)
         select 'x', at, category, resource_id, resource_type, resource_provider, operation, status, level, caller,
           correlation_id, body from sluice.activity_log where event_id = 'd'`,
        'alter table sluice.activity_log enable trigger mark_unsealed',
      ],
      [{ kind: 'entryInserted', seq: expect.any(Number), eventId: 'x' }],
    ],
    [
      'an entry that was put into a batch later',
      [`update sluice.sealed_entries set batch = 2 where event_id = 'f'`],
      [
        { kind: 'hashesAltered', batch: 2 },
        { kind: 'hashesAltered', batch: 3 },
      ],
    ],
    [
      'a hash that was made to fit',
      [
        change('caller', `'mallory'`),
        `update sluice.sealed_entries set leaf = sha256('x') where event_id = 'd'`,
      ],
      [
        { kind: 'hashesAltered', batch: 2 },
        { kind: 'entryAltered', ...entryOf('d', 2) },
      ],
    ],
    [
      'a batch with another time',
      [`update sluice.log_batches set sealed_at = sealed_at - interval '1 day' where number = 2`],
      [{ kind: 'headerAltered', batch: 2 }],
    ],
    [
      'a batch that was taken out',
      [
        `delete from sluice.activity_log where seq in (select seq from sluice.sealed_entries where batch = 2)`,
        'delete from sluice.sealed_entries where batch = 2',
        'delete from sluice.log_batches where number = 2',
      ],
      [{ kind: 'batchesRemoved', from: 2, to: 2 }],
    ],
    [
      'a last batch that was taken out, and its entry left',
      [
        'delete from sluice.sealed_entries where batch = 3',
        'delete from sluice.log_batches where number = 3',
      ],
      [{ kind: 'entryInserted', seq: expect.any(Number), eventId: 'f' }],
    ],
    [
      'deleting that is called pruning',
      [
        `delete from sluice.activity_log where seq = ${at('a')}`,
        `delete from sluice.activity_log where seq = ${at('b')}`,
        'update sluice.log_batches set pruned_at = now() where number = 1',
      ],
      [{ kind: 'pruningUntold', from: 1, to: 1 }],
    ],
    [
      'a checkpoint that is not signed',
      [`update sluice.log_batches set checkpoint = replace(checkpoint, '— ', '— x')`],
      [{ kind: 'checkpointUnsigned', batch: 3 }],
    ],
    [
      'a checkpoint of another batch',
      [
        `update sluice.log_batches set checkpoint = (select checkpoint from sluice.log_batches where number = 1)`,
      ],
      [{ kind: 'checkpointUnsigned', batch: 3 }],
    ],
  ])('%s', async ([, statements, findings]) => {
    const log = await sealedLog();
    await log.sql(...statements);
    expect((await verify(log)).found).toEqual(findings);
  });

  it('an entry that was removed before it was sealed', async () => {
    const log = await sealedLog();
    await log.write('g', 'h');
    await log.sql(`delete from sluice.activity_log where event_id = 'g'`);
    const findings = [{ kind: 'waitingRemoved', seq: expect.any(Number) }];
    expect((await verify(log)).found).toEqual(findings);
    await log.seal();
    expect((await verify(log)).found).toEqual(findings);
  });
});

describe('by a checkpoint that was kept outside is found', () => {
  const CUT = [
    `delete from sluice.activity_log where seq in (select seq from sluice.sealed_entries where batch = 3)`,
    'delete from sluice.sealed_entries where batch = 3',
    'delete from sluice.log_batches where number = 3',
  ];
  const FORGET = [
    'delete from sluice.sealed_entries',
    'delete from sluice.log_batches',
    change('caller', `'mallory'`),
    'insert into sluice.unsealed (seq) select seq from sluice.activity_log on conflict do nothing',
  ];

  it('a log that was cut, and one that was cut and went on', async () => {
    const log = await sealedLog();
    await log.sql(...CUT);
    expect((await verify(log)).found).toEqual([]);
    expect((await verify(log, log.kept)).found).toEqual([{ kind: 'truncated', checkpoint: 3, last: 2 }]);
    await log.write('g');
    await log.seal();
    expect((await verify(log)).found).toEqual([]);
    expect((await verify(log, log.kept)).found).toEqual([{ kind: 'forked', checkpoint: 3 }]);
  });

  it('a log that a server was made to seal anew', async () => {
    const log = await sealedLog();
    await log.sql(...FORGET);
    await log.seal();
    expect((await verify(log)).found).toEqual([]);
    expect((await verify(log, log.kept)).found).toEqual([{ kind: 'truncated', checkpoint: 3, last: 1 }]);
  });

  it('a log that was sealed anew with another key', async () => {
    const log = await sealedLog();
    await log.sql(...FORGET, `delete from sluice.properties where name = 'ledger.key'`);
    const { storage } = log;
    const mallory = await openLogSigner(
      storage,
      createSealer(randomBytes(32)),
      log.signer.key.name.slice(0, 36),
    );
    await sealLog({ storage, signer: mallory, now: () => new Date() });
    expect((await verify(log)).found).toEqual([]);
    expect((await verify(log, { checkpoint: log.kept.checkpoint })).found).toEqual([
      { kind: 'signatureWrong', checkpoint: 3 },
      { kind: 'truncated', checkpoint: 3, last: 1 },
    ]);
    expect((await verify(log, log.kept)).found).toEqual([
      { kind: 'checkpointUnsigned', batch: 1 },
      { kind: 'truncated', checkpoint: 3, last: 1 },
    ]);
  });

  it('nothing where it is no checkpoint, or one of another log', async () => {
    const log = await sealedLog();
    const other = await sealedLog();
    await other.sql(`update sluice.properties set value = 'x' where name = 'tenantId'`);
    await expect(verify(log, { checkpoint: 'nonsense' })).rejects.toThrow('The checkpoint is none');
    await expect(verify(other, { checkpoint: log.kept.checkpoint })).rejects.toThrow('of another log');
    await expect(verify(log, { key: 'nonsense' })).rejects.toThrow('The key is none');
  });

  it('a checkpoint that somebody made up', async () => {
    const log = await sealedLog();
    const checkpoint = log.kept.checkpoint.replace('\n6\n', '\n7\n');
    expect((await verify(log, { checkpoint })).found).toEqual([
      { kind: 'signatureWrong', checkpoint: 3 },
      { kind: 'forked', checkpoint: 3 },
    ]);
  });
});
