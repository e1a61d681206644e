import { createSnapshot } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { createVocabulary } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { openSnapshots } from './snapshots.ts';

const EMPTY = createSnapshot(
  new Map(),
  createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() }),
);

function principal(id: string, enabled: boolean | null): SnapshotChange {
  const record =
    enabled === null ? null : { id, clientId: id, displayName: id, kind: 'User' as const, enabled };
  return { kind: 'principal', key: id, record };
}

/** A log of revisions, each with its changes; `since` answers net, as storage does: what came and went is not in it. */
function fakeChanges() {
  const log: SnapshotChange[][] = [];
  const listeners: ((revision: number) => void)[] = [];
  const reads: { readonly gate: Promise<void> }[] = [];
  const net = (from: number) => {
    const latest = new Map<string, SnapshotChange>();
    const before = new Set(log.slice(0, from).flatMap(changes => changes.map(({ key }) => key)));
    for (const changes of log.slice(from)) for (const change of changes) latest.set(change.key, change);
    return [...latest.values()].filter(change => change.record !== null || before.has(change.key));
  };
  return {
    commit: (...changes: SnapshotChange[]) => log.push(changes),
    notify() {
      for (const listener of listeners) listener(log.length);
    },
    /** The next `since` reads now, and answers when the gate opens. */
    hold(gate: Promise<void>) {
      reads.push({ gate });
    },
    changes: {
      revision: async () => log.length,
      current: async () => ({ revision: log.length, changes: net(0) }),
      at: async () => ({ revision: log.length, changes: [] }),
      async since(revision: number) {
        const answer = { revision: log.length, changes: net(revision) };
        await reads.shift()?.gate;
        return answer;
      },
      async listen(onRevision: (revision: number) => void) {
        listeners.push(onRevision);
      },
    },
  };
}

async function open(storage: ReturnType<typeof fakeChanges>) {
  const errors: unknown[] = [];
  const snapshots = await openSnapshots({ storage, empty: EMPTY, onError: error => errors.push(error) });
  return { snapshots, errors };
}

describe('snapshots', () => {
  it('start at what is in force', async () => {
    const storage = fakeChanges();
    storage.commit(principal('a', true));
    const { snapshots } = await open(storage);
    expect(snapshots.current().revision).toBe(1);
    expect(snapshots.current().principals.get('a')?.enabled).toBe(true);
  });

  it('follow gives everything that was committed before the call', async () => {
    const storage = fakeChanges();
    const { snapshots } = await open(storage);
    storage.commit(principal('a', true));
    expect((await snapshots.follow()).principals.has('a')).toBe(true);
    expect(await snapshots.follow()).toBe(snapshots.current());
  });

  it('a follow that comes while another reads gets what that one may have missed', async () => {
    const storage = fakeChanges();
    const { snapshots } = await open(storage);
    const gate = Promise.withResolvers<void>();
    storage.hold(gate.promise);
    const early = snapshots.follow();
    storage.commit(principal('late', true));
    const late = snapshots.follow();
    gate.resolve();
    expect((await early).principals.has('late')).toBe(false);
    expect((await late).principals.has('late')).toBe(true);
  });

  it('advance takes the next snapshot at once, and no other', async () => {
    const storage = fakeChanges();
    const { snapshots } = await open(storage);
    const base = snapshots.current();
    snapshots.advance(base, { ...base, revision: base.revision + 2 });
    expect(snapshots.current()).toBe(base);
    const next = { ...base, revision: base.revision + 1 };
    snapshots.advance(next, { ...next, revision: next.revision + 1 });
    expect(snapshots.current()).toBe(base);
    snapshots.advance(base, next);
    expect(snapshots.current()).toBe(next);
  });

  it('net changes are applied to the snapshot that they were read for, not to one that moved on meanwhile', async () => {
    const storage = fakeChanges();
    const { snapshots } = await open(storage);
    const base = snapshots.current();
    const { applyChanges } = await import('@sluice/engine');
    const gate = Promise.withResolvers<void>();
    // `x` comes with revision 1, which this process makes itself, and goes with revision 2, which another one makes.
    storage.commit(principal('x', true));
    storage.commit(principal('x', null));
    storage.hold(gate.promise);
    const following = snapshots.follow();
    snapshots.advance(base, applyChanges(base, 1, [principal('x', true)]));
    gate.resolve();
    expect((await following).principals.has('x')).toBe(false);
    expect(snapshots.current().revision).toBe(2);
  });

  it('notices of other processes are followed in the background; what fails is reported and tried again', async () => {
    const storage = fakeChanges();
    const { snapshots, errors } = await open(storage);
    storage.commit(principal('a', true));
    storage.hold(Promise.reject(new Error('gone')));
    storage.notify();
    await expect.poll(() => errors).toHaveLength(1);
    storage.notify();
    await expect.poll(() => snapshots.current().revision).toBe(1);
  });
});
