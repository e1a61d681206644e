import { COUNTED_STATE_COLUMNS } from '../../query/insights/state-columns.ts';
import type { Narrowed } from './narrow.ts';

/** Whether the counters of states know all of this: only names that they have, and only places that they tell apart. */
export function isCounted({ ranges }: Narrowed, names: ReadonlySet<string>): boolean {
  return (
    [...names].every(name => COUNTED_STATE_COLUMNS.columns.has(name)) &&
    ranges.every(({ from }) => SCOPE.test(from))
  );
}

/** Resource groups, subscriptions, the tenant, and the ranges below them. */
const SCOPE = /^(\/subscriptions\/[^/]+(\/resourcegroups\/[^/]+)?\/?)?$/;
