import { expect, it } from 'vitest';
import { LOG_FILTERS, type LogFilters, logFilter, timeFilter } from './log-filter.ts';

const NOTHING = Object.fromEntries(LOG_FILTERS.map(name => [name, []])) as unknown as LogFilters;
const NOW = Date.parse('2026-11-29T12:00:00Z');

it('asks for everything where nothing is chosen', () => expect(logFilter(NOTHING, ' ')).toBeUndefined());

it('asks for what was chosen, and for the words of a resource id', () =>
  expect(
    logFilter({ ...NOTHING, status: ['Failed', 'Canceled'], operation: ["a/o'b/write"] }, 'chat  blue'),
  ).toBe(
    "operationName eq 'a/o''b/write' and (status eq 'Failed' or status eq 'Canceled') and contains(resourceId,'chat') and contains(resourceId,'blue')",
  ));

it.each([
  [{ kind: 'span', span: '1h' }, "eventTimestamp ge '2026-11-29T11:00:00.000Z'"],
  [{ kind: 'custom', from: 'A', to: undefined }, "eventTimestamp ge 'A'"],
  [{ kind: 'custom', from: 'A', to: 'B' }, "eventTimestamp ge 'A' and eventTimestamp lt 'B'"],
] as const)('%j is %s', (range, filter) => expect(timeFilter(range, NOW)).toBe(filter));
