import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogBatch, LoggedEntry, SealedRow } from '../../model/ledger.ts';
import { sha256 } from '../../testing/sha256.ts';
import { nextBatch, rootOfLeaves } from './batch.ts';
import { checkBatch, checkCheckpoint, checkEnd, EMPTY_LEDGER, type LedgerFinding } from './check-ledger.ts';
import { checkpointOf, checkpointText, originOf, parseCheckpoint } from './checkpoint.ts';
import { canonicalEntry, entryHash } from './entry-hash.ts';
import { prunedEntry, prunedThrough } from './pruned-entry.ts';

const PRUNE = 'Sluice.Governance/activityLog/prune/action';

function logged(seq: number, given: Partial<LoggedEntry> = {}): LoggedEntry {
  return {
    seq,
    eventId: `event-${seq}`,
    at: '2026-11-23T10:00:00.000000Z',
    category: 'Administrative',
    subscriptionId: 's1',
    resourceGroup: null,
    resourceId: '/subscriptions/s1',
    resourceType: 'T',
    resourceProvider: 'P',
    operation: 'T/write',
    status: 'Succeeded',
    level: 'Informational',
    caller: 'ada',
    correlationId: 'c1',
    body: '{"description": ""}',
    ...given,
  };
}

type Kept = { readonly batch: LogBatch; readonly rows: readonly SealedRow[] };

/** A log as the sequencer makes it: batches of these sizes, every second number written by somebody who rolled back. */
function sealed(sizes: readonly number[], given: (seq: number) => Partial<LoggedEntry> = () => ({})): Kept[] {
  const log: Kept[] = [];
  let seq = 0;
  for (const size of sizes) {
    const rows = Array.from({ length: size }, (): SealedRow => {
      seq += 2;
      const entry = logged(seq, given(seq));
      return { seq, eventId: entry.eventId, leaf: entryHash(sha256, entry), entry };
    });
    const batch = nextBatch(sha256, log.at(-1)?.batch, rows, '2026-11-23T10:00:01.000Z');
    log.push({ batch: { ...batch, checkpoint: '', prunedAt: null }, rows });
  }
  return log;
}

function check(log: readonly Kept[], waiting: readonly LoggedEntry[] = []): readonly LedgerFinding[] {
  const findings: LedgerFinding[] = [];
  let state = EMPTY_LEDGER;
  for (const { batch, rows } of log) {
    const checked = checkBatch(sha256, state, batch, rows);
    state = checked.state;
    findings.push(...checked.findings);
  }
  return [...findings, ...checkEnd(state, waiting)];
}

const pruned = ({ batch, rows }: Kept): Kept => ({
  batch: { ...batch, prunedAt: '2026-11-24T00:00:00.000Z' },
  rows: rows.map(row => ({ ...row, entry: undefined })),
});

/** What an attacker does who makes the chain fit again. */
function rewritten(log: readonly Kept[]): readonly Kept[] {
  const again: Kept[] = [];
  for (const { rows, batch } of log) {
    if (rows.length === 0) continue;
    const fitting = rows.map(row =>
      row.entry === undefined ? row : { ...row, leaf: entryHash(sha256, row.entry) },
    );
    const header = nextBatch(sha256, again.at(-1)?.batch, fitting, batch.sealedAt);
    again.push({ batch: { ...batch, ...header }, rows: fitting });
  }
  return again;
}

function replaceRow(log: readonly Kept[], seq: number, change: (row: SealedRow) => readonly SealedRow[]) {
  return log.map(({ batch, rows }) => ({
    batch,
    rows: rows.flatMap(row => (row.seq === seq ? change(row) : [row])),
  }));
}

const LOG = sealed([1, 3, 2, 8]);
const alter = (row: SealedRow, given: Partial<LoggedEntry>): readonly SealedRow[] => [
  { ...row, entry: row.entry && { ...row.entry, ...given } },
];

describe('a log that nobody touched', () => {
  it('has no findings, and counts', () => {
    expect(check(LOG)).toEqual([]);
    let state = EMPTY_LEDGER;
    for (const { batch, rows } of LOG) ({ state } = checkBatch(sha256, state, batch, rows));
    expect(state).toMatchObject({ batches: 4, entries: 14, pruned: 0, last: { number: 4, total: 14 } });
  });

  it('of any shape has no findings', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }), sizes => {
        expect(check(sealed(sizes))).toEqual([]);
      }),
    );
  });
});

describe('what is found', () => {
  it.for<[string, Partial<LoggedEntry>]>([
    ['seq', { seq: 5 }],
    ['eventId', { eventId: 'other' }],
    ['at', { at: '2026-11-23T10:00:00.000001Z' }],
    ['at that is no time', { at: null }],
    ['category', { category: 'Policy' }],
    ['subscriptionId', { subscriptionId: null }],
    ['resourceGroup', { resourceGroup: '' }],
    ['resourceId', { resourceId: '/subscriptions/S1' }],
    ['resourceType', { resourceType: 't' }],
    ['resourceProvider', { resourceProvider: 'p' }],
    ['operation', { operation: 'T/delete' }],
    ['status', { status: 'Failed' }],
    ['level', { level: 'Error' }],
    ['caller', { caller: 'bob' }],
    ['correlationId', { correlationId: 'c2' }],
    ['body, by a space', { body: '{"description":""}' }],
  ])('an entry with another %s', ([, given]) => {
    expect(check(replaceRow(LOG, 4, row => alter(row, given)))).toEqual([
      { kind: 'entryAltered', batch: 2, seq: 4, eventId: 'event-4' },
    ]);
  });

  it.for<[string, readonly Kept[], readonly LedgerFinding[]]>([
    [
      'an entry that is gone',
      replaceRow(LOG, 6, row => [{ ...row, entry: undefined }]),
      [{ kind: 'entryRemoved', batch: 2, seq: 6, eventId: 'event-6' }],
    ],
    [
      'an entry that is gone with its hash',
      replaceRow(LOG, 6, () => []),
      [{ kind: 'hashesAltered', batch: 2 }],
    ],
    [
      'an altered entry whose hash was made to fit',
      replaceRow(LOG, 6, row => {
        const entry = logged(6, { caller: 'bob' });
        return [{ ...row, entry, leaf: entryHash(sha256, entry) }];
      }),
      [{ kind: 'hashesAltered', batch: 2 }],
    ],
    [
      'an altered entry whose hash and batch were made to fit',
      LOG.map((kept, index) =>
        index === 1
          ? {
              ...(rewritten(replaceRow(LOG, 6, row => alter(row, { caller: 'bob' })))[1] ?? kept),
            }
          : kept,
      ),
      [{ kind: 'chainBroken', batch: 3 }],
    ],
    [
      'a hash that is none',
      replaceRow(LOG, 6, row => [{ ...row, leaf: 'x' }]),
      [
        { kind: 'hashesAltered', batch: 2 },
        { kind: 'entryAltered', batch: 2, seq: 6, eventId: 'event-6' },
      ],
    ],
    [
      'a header that says something else',
      LOG.map(({ batch, rows }) => ({
        rows,
        batch: batch.number === 2 ? { ...batch, sealedAt: '2026-11-22T00:00:00.000Z' } : batch,
      })),
      [{ kind: 'headerAltered', batch: 2 }],
    ],
    [
      'a batch that is gone',
      LOG.filter((_, index) => index !== 1),
      [{ kind: 'batchesRemoved', from: 2, to: 2 }],
    ],
    ['a beginning that is gone', LOG.slice(2), [{ kind: 'batchesRemoved', from: 1, to: 2 }]],
    [
      'entries that changed places',
      LOG.map(kept => (kept.batch.number === 2 ? { ...kept, rows: kept.rows.toReversed() } : kept)),
      [{ kind: 'hashesAltered', batch: 2 }],
    ],
    [
      'a form that is not known',
      LOG.slice(0, 1).map(({ batch, rows }) => ({ rows, batch: { ...batch, version: 2 } })),
      [{ kind: 'formUnknown', batch: 1, version: 2 }],
    ],
  ])('%s', ([, log, findings]) => {
    expect(check(log)).toEqual(findings);
  });

  it('anything that one changes, wherever it is', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom(...Object.keys(ATTACKS)), (given, at, name) => {
        const log = sealed(given);
        const attacked = ATTACKS[name]?.(log, at) ?? log;
        expect(check(attacked)).not.toEqual([]);
      }),
    );
  });

  it('a log that was rewritten or cut, by a checkpoint that was kept', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom(...LASTING), (given, at, name) => {
        const log = sealed(given);
        const [kept] = log.slice(-1);
        if (kept === undefined) throw new Error('no batch');
        const checkpoint = checkpointOf('o', kept.batch);
        const again = rewritten(ATTACKS[name]?.(log, at) ?? log);
        expect(check(again)).toEqual([]);
        const held = again.find(({ batch }) => batch.number === checkpoint.batch)?.batch;
        expect(checkCheckpoint(checkpoint, held, again.length)).toHaveLength(1);
        expect(checkCheckpoint(checkpoint, kept.batch, log.length)).toEqual([]);
      }),
    );
  });
});

type Attack = (log: readonly Kept[], at: number) => readonly Kept[];

/** Each changes something, wherever `at` points. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  alter: (log, at) => replaceRow(log, seqAt(log, at), row => alter(row, { caller: 'mallory' })),
  remove: (log, at) => replaceRow(log, seqAt(log, at), () => []),
  insert: (log, at) =>
    replaceRow(log, seqAt(log, at), row => {
      const entry = logged(row.seq + 1);
      return [row, { seq: entry.seq, eventId: entry.eventId, leaf: entryHash(sha256, entry), entry }];
    }),
  swap: (log, at) => {
    const all = log.flatMap(({ rows }) => rows);
    const [one, two] = [all[at % all.length], all[(at + 1) % all.length]];
    if (one === undefined || two === undefined) return [];
    return log.map(({ batch, rows }) => ({
      batch,
      rows: rows.map(row => (row === one ? two : row === two ? one : row)),
    }));
  },
  removeBatch: (log, at) => log.filter((_, index) => index !== at % (log.length - 1)),
};

/** Entries that change places and are put in order again have not changed. */
const LASTING = Object.keys(ATTACKS).filter(name => name !== 'swap');

function seqAt(log: readonly Kept[], at: number): number {
  const all = log.flatMap(({ rows }) => rows);
  return all[at % all.length]?.seq ?? 0;
}

describe('a checkpoint', () => {
  const [, , kept] = LOG;
  if (kept === undefined) throw new Error('no batch');
  const checkpoint = checkpointOf(originOf('t1'), kept.batch);

  it('is read as it was written, and nothing else is', () => {
    const text = checkpointText(checkpoint);
    expect(parseCheckpoint(text)).toEqual(checkpoint);
    for (const other of ['', text.trimEnd(), `${text}x`, `${text}\n`, text.replace('/1\n', '/2\n')])
      expect(parseCheckpoint(other)).toBeUndefined();
    expect(parseCheckpoint(text.replace('\n3\n', '\n03\n'))).toBeUndefined();
  });

  it('says whether the log was cut, rewritten, or is the same', () => {
    expect(checkCheckpoint(checkpoint, undefined, 2)).toEqual([
      { kind: 'truncated', checkpoint: 3, last: 2 },
    ]);
    const other = { ...kept.batch, hash: '0'.repeat(64) };
    expect(checkCheckpoint(checkpoint, other, 4)).toEqual([{ kind: 'forked', checkpoint: 3 }]);
    expect(checkCheckpoint({ ...checkpoint, entries: 5 }, kept.batch, 4)).toHaveLength(1);
    expect(checkCheckpoint(checkpoint, kept.batch, 4)).toEqual([]);
  });
});

describe('pruning', () => {
  const tells = (through: number) => ({
    operation: PRUNE,
    body: JSON.stringify({ properties: { throughBatch: String(through) } }),
  });

  it('keeps the log provable where an entry tells of it', () => {
    const log = sealed([2, 2, 2], seq => (seq === 12 ? tells(2) : {}));
    expect(check(log.map((kept, index) => (index < 2 ? pruned(kept) : kept)))).toEqual([]);
    expect(check(log.map(pruned))).toEqual([{ kind: 'pruningUntold', from: 1, to: 3 }]);
  });

  it('counts when the entry that tells of it waits to be sealed', () => {
    const log = LOG.map((kept, index) => (index < 2 ? pruned(kept) : kept));
    expect(check(log)).toEqual([{ kind: 'pruningUntold', from: 1, to: 2 }]);
    expect(check(log, [logged(99, tells(1))])).toEqual([{ kind: 'pruningUntold', from: 2, to: 2 }]);
    expect(check(log, [logged(99, tells(2))])).toEqual([]);
  });

  it('leaves nothing behind', () => {
    const log = LOG.map((kept, index) => (index === 0 ? { ...pruned(kept), rows: kept.rows } : kept));
    expect(check(log, [logged(99, tells(1))])).toEqual([
      { kind: 'entryInserted', seq: 2, eventId: 'event-2' },
    ]);
  });

  it('is told by an entry of the service itself', () => {
    const entry = prunedEntry(
      { at: '2026-11-23T10:00:00.000Z', correlationId: 'c', newId: () => 'e' },
      { throughBatch: 7, entries: 12, olderThan: '2026-10-23T10:00:00.000Z' },
    );
    expect(entry).toMatchObject({ caller: 'Sluice', operation: PRUNE, subscriptionId: null });
    expect(prunedThrough({ operation: entry.operation, body: JSON.stringify(entry.body) })).toBe(7);
    for (const body of ['', '{}', 'null', '{"properties":{"throughBatch":"x"}}'])
      expect(prunedThrough({ operation: PRUNE, body })).toBe(0);
    expect(prunedThrough({ operation: 'T/write', body: tells(7).body })).toBe(0);
  });
});

describe('the canonical form', () => {
  // Both hashes were worked out by another program, from the description in docs/activity-log.md.
  it('is this one, for as long as its version is', () => {
    const entry = logged(1, { caller: 'Zoë "Z" \u0001', body: '{"a": 1.0}' });
    expect(canonicalEntry(entry)).toBe(
      '["1","event-1","2026-11-23T10:00:00.000000Z","Administrative","s1",null,"/subscriptions/s1","T","P","T/write","Succeeded","Informational","Zoë \\"Z\\" \\u0001","c1","{\\"a\\": 1.0}"]',
    );
    expect(entryHash(sha256, entry)).toBe('1ea2363a1a0f23bf987708c9df2df2e28645021230806fe10cc54934daaf18e6');
  });

  it('of a header is this one', () => {
    const [first] = LOG;
    expect(first?.batch.root).toBe(first && rootOfLeaves(sha256, first.rows));
    expect(first?.batch.hash).toBe('0d682a84413ba93957b88547dc99fedc5e35960a3096e4101f1aae6e4d5bb7e0');
  });
});
