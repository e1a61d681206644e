import type { BoundRule } from '../snapshot/snapshot.ts';
import type { Place } from './standing.ts';

/** Why a rule that is assigned above a resource does not reach it. */
export type Unreached = 'excluded' | 'notSelected';

/** Undefined for a rule that reaches the resource: its assignment neither excludes nor passes over it. */
export function unreached(rule: BoundRule, { chain, selectable }: Place): Unreached | undefined {
  if (rule.notScopes.length > 0 && rule.notScopes.some(scope => chain.includes(scope))) return 'excluded';
  return rule.selects(selectable) ? undefined : 'notSelected';
}
