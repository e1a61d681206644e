import type { StateResult } from '@sluice/engine/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatesCount, TrendQuery } from '../../insights.ts';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put, stateResult } = make;
const TYPE = 'X.Y/things';
const HOUR_MS = 3_600_000;
const after = (ms: number): string => new Date(Date.parse(make.AT) + ms).toISOString();

/** One of some things in one of some groups is judged, or goes. */
type Act = {
  readonly group: number;
  readonly name: number;
  readonly afterMs: number;
  readonly states: readonly StateResult['complianceState'][] | null;
};

const acts = fc.array(
  fc.record({
    group: fc.nat(2),
    name: fc.nat(4),
    afterMs: fc.oneof(fc.constantFrom(0, HOUR_MS, 2 * HOUR_MS), fc.nat(3 * HOUR_MS)),
    states: fc.option(
      fc.array(fc.constantFrom('Compliant', 'NonCompliant', 'Exempt', 'NotApplicable', 'Unknown'), {
        minLength: 1,
        maxLength: 3,
      }),
      { freq: 5 },
    ),
  }),
  { minLength: 60, maxLength: 120 },
);

async function play(storage: Storage, all: readonly Act[]): Promise<void> {
  for (const { group, name, afterMs, states } of all.toSorted((one, other) => one.afterMs - other.afterMs)) {
    const thing = make.resource(
      `/subscriptions/s${group % 2}/resourceGroups/g${group}/providers/${TYPE}/n${name}`,
      TYPE,
    );
    const at = after(afterMs);
    const results = states?.map((complianceState, index) =>
      stateResult({ assignmentKey: `/assignments/${index}`, complianceState }),
    );
    await storage.commit(
      writeSet({
        resources: [results === undefined ? make.remove(thing.key) : put(thing)],
        states: results === undefined ? [] : [make.states(thing, results, { at })],
        entries: [make.entry({ at })],
      }),
    );
  }
}

/** Counts by what the results are, whatever their order. */
function told(counts: readonly StatesCount[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { results, resources } of counts) {
    if (resources === 0) continue;
    const key = results.map(each => `${each.assignmentKey} ${each.complianceState}`).join();
    sums.set(key, (sums.get(key) ?? 0) + resources);
  }
  return sums;
}

const PLACES: readonly Omit<TrendQuery, 'times'>[] = [
  { under: [''] },
  { under: ['/subscriptions/s0'] },
  { under: ['/subscriptions/s1/resourcegroups/g1', '/subscriptions/s0/resourcegroups/g2'] },
  { under: [`/subscriptions/s0/resourcegroups/g0/providers/${TYPE.toLowerCase()}/n1`] },
  { under: [''], policy: { kind: 'assignment', keys: ['/assignments/1'] } },
  { under: ['/subscriptions/s0'], policy: { kind: 'assignment', keys: ['/assignments/none'] } },
  { under: [] },
];

export function describeTrend(server: () => TestServer): void {
  describe('how many there were', () => {
    it.each([1, 2, 3])('at any time is what a count as of that time says (history %i)', async seed => {
      const storage = await (await freshDatabase(server())).open();
      const [history = []] = fc.sample(acts, { seed, numRuns: 1 });
      await play(storage, history);
      const times = [-HOUR_MS, 0, 1, HOUR_MS / 2, HOUR_MS, 1.7 * HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS].map(
        after,
      );
      for (const place of PLACES) {
        const trend = await storage.insights.stateTrend({ ...place, times });
        for (const [index, at] of times.entries()) {
          const then = await storage.insights.countStates({
            ...place,
            filters: [],
            period: { kind: 'at', at },
          });
          const counts = trend.map(({ results, resources }) => ({
            results,
            resources: resources[index] ?? -1,
          }));
          expect([place, at, told(counts)]).toEqual([place, at, told(then)]);
        }
        const now = await storage.insights.countStates({ ...place, filters: [], period: { kind: 'now' } });
        const last = trend.map(({ results, resources }) => ({ results, resources: resources.at(-1) ?? -1 }));
        expect(told(last)).toEqual(told(now));
        if (place === PLACES[0]) expect(told(now).size).toBeGreaterThan(3);
        expect(trend.every(({ resources }) => resources.length === times.length + 1)).toBe(true);
      }
    });

    it('now alone', async () => {
      const storage = await (await freshDatabase(server())).open();
      expect(await storage.insights.stateTrend({ under: [''], times: [] })).toEqual([]);
      await play(storage, [{ group: 0, name: 0, afterMs: 0, states: ['Compliant'] }]);
      expect(await storage.insights.stateTrend({ under: [''], times: [] })).toMatchObject([
        { resources: [1] },
      ]);
    });
  });
}
