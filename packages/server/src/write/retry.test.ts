import { ApiError } from '@sluice/arm/errors';
import { createSnapshot, type Snapshot } from '@sluice/engine';
import { createVocabulary } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { ATTEMPTS, untilCommitted } from './retry.ts';

const BASE = createSnapshot(
  new Map(),
  createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() }),
);

/** Snapshots that move by one revision at each of the first `moves` calls of `follow`. */
function moving(moves: number) {
  let snapshot: Snapshot = BASE;
  let left = moves;
  return {
    current: () => snapshot,
    async follow() {
      if (left-- > 0) snapshot = { ...snapshot, revision: snapshot.revision + 1 };
      return snapshot;
    },
    advance() {},
  };
}

const refusal = new ApiError(404, { code: 'PolicyDefinitionNotFound', message: 'not there' });

describe('attempting a write', () => {
  it('gives what committed, on the newest snapshot', async () => {
    const revisions: number[] = [];
    const done = await untilCommitted(moving(9), async ({ revision }) => {
      revisions.push(revision);
      return revisions.length < 3 ? 'stale' : { done: 'committed' };
    });
    expect(done).toBe('committed');
    expect(revisions).toEqual([0, 1, 2]);
  });

  it(`after ${ATTEMPTS} stale attempts asks the client to come again`, async () => {
    let attempts = 0;
    const failing = untilCommitted(moving(99), async () => {
      attempts++;
      return 'stale';
    });
    await expect(failing).rejects.toMatchObject({
      status: 503,
      detail: { code: 'ServiceUnavailable' },
      headers: { 'Retry-After': '1' },
    });
    expect(attempts).toBe(ATTEMPTS);
  });

  it('a refusal counts when nothing has moved', async () => {
    await expect(untilCommitted(moving(0), () => Promise.reject(refusal))).rejects.toBe(refusal);
  });

  it('a refusal that was based on an old snapshot is thought over', async () => {
    let attempts = 0;
    const done = await untilCommitted(moving(1), async () => {
      attempts++;
      if (attempts === 1) throw refusal;
      return { done: attempts };
    });
    expect(done).toBe(2);
  });

  it('what is no refusal is not tried again', async () => {
    const lost = new Error('connection lost');
    await expect(untilCommitted(moving(9), () => Promise.reject(lost))).rejects.toBe(lost);
  });
});
