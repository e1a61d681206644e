import { expect, it } from 'vitest';
import { readEventMark, writeEventMark } from './event-mark.ts';

it('comes back as it was written', () => {
  const mark = { id: 'fda6fca6-c316-42b0-b42e-5ec27612ce23', at: '2026-11-29T06:40:44.791Z' };
  expect(readEventMark(writeEventMark(mark))).toEqual(mark);
});

it.each([undefined, '', 'x', '@2026-11-29', 'x@', 'x@yesterday'])('%j is none', text =>
  expect(readEventMark(text)).toBeUndefined(),
);
