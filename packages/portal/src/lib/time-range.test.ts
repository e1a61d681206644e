import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  fromLocalInput,
  isUnreadable,
  readTimeRange,
  toLocalInput,
  toTime,
  writeTimeRange,
} from './time-range.ts';

const FROM = '2026-11-01T00:00:00.000Z';
const TO = '2026-11-02T12:30:00.000Z';

describe('a range of an address', () => {
  it('is the preset that it names', () =>
    expect(readTimeRange({ span: '7d' }, '24h')).toEqual({ kind: 'span', span: '7d' }));

  it.each([
    [{}],
    [{ span: '8d' }],
    [{ span: 'toString' }],
    [{ from: 'yesterday' }],
    [{ to: TO }],
    [{ from: TO, to: FROM }],
  ])('%j is the usual one', state =>
    expect(readTimeRange(state, '24h')).toEqual({ kind: 'span', span: '24h' }),
  );

  it.each([
    [{}, false],
    [{ span: '' }, false],
    [{ span: '7d' }, false],
    [{ from: FROM, to: TO }, false],
    [{ span: '8d' }, true],
    [{ from: 'yesterday' }, true],
    [{ from: FROM, to: 'garbage' }, true],
    [{ from: TO, to: FROM }, true],
  ])('%j is said to be unreadable: %s', (state, expected) => expect(isUnreadable(state)).toBe(expected));

  it('with two ends is those, whatever span stands beside them', () =>
    expect(readTimeRange({ span: '1h', from: '2026-11-01', to: TO }, '24h')).toEqual({
      kind: 'custom',
      from: FROM,
      to: TO,
    }));

  it('with a beginning goes on to now', () => {
    const range = readTimeRange({ from: FROM }, '24h');
    expect(range).toEqual({ kind: 'custom', from: FROM, to: undefined });
    expect(boundsOf(range, Date.parse(TO))).toEqual({ from: FROM, to: TO });
  });

  it('comes back as it was written', () => {
    const ranges = [
      { kind: 'span', span: '30d' },
      { kind: 'custom', from: FROM, to: TO },
      { kind: 'custom', from: FROM, to: undefined },
    ] as const;
    for (const range of ranges) expect(readTimeRange(writeTimeRange(range), '1h')).toEqual(range);
  });

  it('that is a preset moves with the clock', () =>
    expect(boundsOf({ kind: 'span', span: '24h' }, Date.parse(TO))).toEqual({
      from: '2026-11-01T12:30:00.000Z',
      to: TO,
    }));
});

describe('a field of local time', () => {
  it('shows a moment and gives it back', () => expect(fromLocalInput(toLocalInput(TO))).toBe(TO));
  it.each(['', '2026', 'x', '2026-13-45T99:99'])('%j holds none', text =>
    expect(fromLocalInput(text)).toBeUndefined(),
  );
});

it.each([undefined, '', 'now'])('%j is no time', text => expect(toTime(text)).toBeUndefined());
