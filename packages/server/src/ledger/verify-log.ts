import {
  type Checkpoint,
  checkBatch,
  checkCheckpoint,
  checkEnd,
  checkpointOf,
  checkpointText,
  EMPTY_LEDGER,
  type LedgerFinding,
  type LedgerState,
  originOf,
  parseCheckpoint,
} from '@sluice/engine';
import type { LogBatch, LoggedEntry } from '@sluice/engine/model';
import type { LedgerMoment, Storage } from '@sluice/storage';
import { readLogKey } from './log-key.ts';
import { sha256 } from './sha256.ts';
import { formatNoteKey, isSignedBy, type NoteKey, parseNoteKey, textOfNote } from './signed-note.ts';

/** What is wrong with the log, or with the signatures on it. */
export type LogFinding =
  | LedgerFinding
  /** The checkpoint that is kept with the last batch is not signed by the key, or is of another batch. */
  | { readonly kind: 'checkpointUnsigned'; readonly batch: number }
  /** The checkpoint that was brought is not signed by the key. */
  | { readonly kind: 'signatureWrong'; readonly checkpoint: number };

export type VerifyOptions = {
  /** A checkpoint that was kept outside: the text of its file. */
  readonly checkpoint?: string;
  /** The public key that was kept outside. Without it the one of the database counts. */
  readonly key?: string;
  onProgress(entries: number, total: number): void;
  onFinding(finding: LogFinding): void;
};

/** What was looked at. */
export type VerifiedLog = Pick<LedgerState, 'batches' | 'entries' | 'pruned'> & {
  /** Entries that are not sealed yet, and so not proved. */
  readonly waiting: number;
  readonly findings: number;
  /** Of the checkpoint that was brought. */
  readonly checkpoint?: Checkpoint;
  /** The key that signatures were checked by; undefined: there was none. */
  readonly key?: string;
};

/** Entries that are read in one go. */
const PAGE = 2_000;

/**
 * Checks the whole log as it is at this moment: every entry against its hash, the hashes against their batch, the batches against one
 * another and against the checkpoint. Tells each finding as it comes. Throws for a checkpoint or key that is none, or of another log.
 */
export async function verifyLog(
  storage: Pick<Storage, 'ledger' | 'properties'>,
  options: VerifyOptions,
): Promise<VerifiedLog> {
  const key = await keyOf(storage, options.key);
  const origin = originOf((await storage.properties.get('tenantId')) ?? '');
  const checkpoint =
    options.checkpoint === undefined ? undefined : readCheckpoint(options.checkpoint, origin);
  let count = 0;
  const tell = (findings: readonly LogFinding[]) => {
    count += findings.length;
    for (const finding of findings) options.onFinding(finding);
  };
  if (checkpoint !== undefined && !(key && isSignedBy(options.checkpoint ?? '', key)))
    tell([{ kind: 'signatureWrong', checkpoint: checkpoint.batch }]);
  return storage.ledger.read(async moment => {
    const { state, marked } = await checkBatches(moment, checkpoint, tell, options.onProgress);
    const { last } = state;
    if (last !== undefined && !isSealedBy(last, origin, key))
      tell([{ kind: 'checkpointUnsigned', batch: last.number }]);
    if (checkpoint !== undefined) tell(checkCheckpoint(checkpoint, marked, last?.number ?? 0));
    const waiting = await checkOpenEnd(moment, state, tell);
    const { batches, entries, pruned } = state;
    return {
      batches,
      entries,
      pruned,
      waiting,
      findings: count,
      ...(checkpoint && { checkpoint }),
      ...(key && { key: formatNoteKey(key) }),
    };
  });
}

type Tell = (findings: readonly LogFinding[]) => void;

async function checkBatches(
  moment: LedgerMoment,
  checkpoint: Checkpoint | undefined,
  tell: Tell,
  onProgress: VerifyOptions['onProgress'],
): Promise<{ readonly state: LedgerState; readonly marked: LogBatch | undefined }> {
  const total = (await moment.last())?.total ?? 0;
  let state = EMPTY_LEDGER;
  let marked: LogBatch | undefined;
  for (;;) {
    const page = await moment.sealed(state.last?.number ?? 0, PAGE);
    if (page.length === 0) return { state, marked };
    for (const { batch, rows } of page) {
      const checked = checkBatch(sha256, state, batch, rows);
      tell(checked.findings);
      state = checked.state;
      if (batch.number === checkpoint?.batch) marked = batch;
    }
    onProgress(state.entries, total);
  }
}

/** What no batch has: entries that wait, and entries that came past the log. Returns how many wait. */
async function checkOpenEnd(moment: LedgerMoment, state: LedgerState, tell: Tell): Promise<number> {
  const told: LoggedEntry[] = [];
  let waiting = 0;
  for await (const page of pages(after => moment.waiting(after, PAGE))) {
    waiting += page.length;
    tell(page.flatMap(({ seq, entry }) => (entry ? [] : [{ kind: 'waitingRemoved' as const, seq }])));
    told.push(...page.flatMap(({ entry }) => (entry && isAboutLog(entry) ? [entry] : [])));
  }
  for await (const page of pages(after => moment.strays(after, PAGE)))
    tell(page.map(({ seq, eventId }) => ({ kind: 'entryInserted' as const, seq, eventId })));
  tell(checkEnd(state, told));
  return waiting;
}

function isAboutLog({ operation }: LoggedEntry): boolean {
  return operation.startsWith('Sluice.Governance/activityLog/');
}

async function* pages<T extends { readonly seq: number }>(
  read: (after: number) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let after = 0; ; ) {
    const page = await read(after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.seq;
  }
}

function isSealedBy(batch: LogBatch, origin: string, key: NoteKey | undefined): boolean {
  return (
    key !== undefined &&
    textOfNote(batch.checkpoint) === checkpointText(checkpointOf(origin, batch)) &&
    isSignedBy(batch.checkpoint, key)
  );
}

async function keyOf(
  storage: Pick<Storage, 'properties'>,
  given: string | undefined,
): Promise<NoteKey | undefined> {
  if (given === undefined) return readLogKey(storage);
  const key = parseNoteKey(given);
  if (key === undefined) throw new Error('The key is none: it looks like <name>+<8 hex digits>+<base64>.');
  return key;
}

function readCheckpoint(note: string, origin: string): Checkpoint {
  const checkpoint = parseCheckpoint(textOfNote(note) ?? '');
  if (checkpoint === undefined)
    throw new Error('The checkpoint is none: it is what "sluice log checkpoint" wrote, as it was.');
  if (checkpoint.origin !== origin)
    throw new Error(`The checkpoint is of another log: ${checkpoint.origin}. This one is ${origin}.`);
  return checkpoint;
}
