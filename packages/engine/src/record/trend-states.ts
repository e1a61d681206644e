import type { StateResult } from '../model/write-set.ts';
import { type ComplianceCounts, rollUp } from './roll-up.ts';

/** How many resources had exactly these results, at each of some times. */
export type CountedOverTime = {
  readonly results: readonly StateResult[];
  readonly resources: readonly number[];
};

/** How many resources there were by the state that their results come to, at each of `times` times: what a summary has as its totals. */
export function trendStates(counted: readonly CountedOverTime[], times: number): readonly ComplianceCounts[] {
  const states = counted.flatMap(({ results, resources }) => {
    const state = rollUp(results.map(({ complianceState }) => complianceState));
    return state === undefined ? [] : [{ state, resources }];
  });
  return Array.from({ length: times }, (_, time) => {
    const counts: Partial<Record<(typeof states)[number]['state'], number>> = {};
    for (const { state, resources } of states) {
      const number = resources[time] ?? 0;
      if (number !== 0) counts[state] = (counts[state] ?? 0) + number;
    }
    return counts;
  });
}
