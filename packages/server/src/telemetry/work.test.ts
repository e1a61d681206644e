import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import type { Span } from './span.ts';
import { describeSpan, inSpan, within } from './work.ts';

/** A span that writes down what happens to it and its parts. */
function recordingSpan(seen: string[], name: string): Span {
  return {
    set: attributes => void seen.push(`${name} ${JSON.stringify(attributes)}`),
    fail: error => void seen.push(`${name} fails: ${error instanceof Error ? error.message : error}`),
    end: () => void seen.push(`${name} ends`),
    child(part) {
      seen.push(`${name} > ${part}`);
      return recordingSpan(seen, part);
    },
  };
}

describe('spans', () => {
  it('of what is called are parts of the one under way, across waiting', async () => {
    const seen: string[] = [];
    const work = { fields: {}, span: recordingSpan(seen, 'request') };
    const result = await within(work, () =>
      inSpan('write', async () => {
        await sleep(1);
        inSpan('prepare', () => describeSpan({ size: 1 }));
        await inSpan('commit', () => sleep(1));
        return 'stored';
      }),
    );
    expect(result).toBe('stored');
    expect(seen).toEqual([
      'request > write',
      'write > prepare',
      'prepare {"size":1}',
      'prepare ends',
      'write > commit',
      'commit ends',
      'write ends',
    ]);
  });

  it('end with what was thrown, which goes on', async () => {
    const seen: string[] = [];
    const work = { fields: {}, span: recordingSpan(seen, 'request') };
    const failing = () => {
      throw new Error('no');
    };
    expect(() => within(work, () => inSpan('at once', failing))).toThrow('no');
    await expect(within(work, () => inSpan('later', async () => failing()))).rejects.toThrow('no');
    expect(seen).toEqual([
      'request > at once',
      'at once fails: no',
      'at once ends',
      'request > later',
      'later fails: no',
      'later ends',
    ]);
  });

  it('are nothing where nobody traces', async () => {
    expect(inSpan('x', () => 1)).toBe(1);
    expect(await within({ fields: {} }, () => inSpan('x', async () => 2))).toBe(2);
    expect(() => describeSpan({ a: 1 })).not.toThrow();
  });
});

it('lines of the log carry what they are written during, and their own fields win', async () => {
  const lines: unknown[] = [];
  const log = createLogger({ destination: { write: line => void lines.push(JSON.parse(line)) } });
  const told = Promise.withResolvers<void>();
  const one = within({ fields: { requestId: 'one', password: 'hunter2' } }, async () => {
    await told.promise;
    log.info('first', { requestId: 'own' });
  });
  const other = within({ fields: { requestId: 'other' } }, async () => {
    await sleep(1);
    log.info('second');
    // Goes on with what waits in the other one, which stays what it is.
    told.resolve();
  });
  await Promise.all([one, other]);
  log.info('third');
  expect(lines).toMatchObject([
    { msg: 'second', requestId: 'other' },
    { msg: 'first', requestId: 'own', password: '[redacted]' },
    { msg: 'third' },
  ]);
  expect(lines[2]).not.toHaveProperty('requestId');
});
