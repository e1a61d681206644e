import { COMPLIANCE_RANK } from '../model/compliance-rank.ts';
import type { ComplianceState } from '../model/records.ts';

/**
 * What several states come to: over the policies of a resource, the resources of a policy, the members of a group. Undefined where nothing
 * counts.
 */
export function rollUp(states: Iterable<ComplianceState>): ComplianceState | undefined {
  const present = states instanceof Set ? states : new Set(states);
  return COMPLIANCE_RANK.find(state => present.has(state));
}

/** How many things came to which state; an absent state is none. */
export type ComplianceCounts = Partial<Readonly<Record<ComplianceState, number>>>;

/**
 * Percent of things (distinct resources) that are as they should be, from 0 to 100, not rounded. What is protected from deletes counts
 * neither way; where nothing counts it is 100 (our choice).
 * Source: Azure Policy documentation, "Compliance states", compliance percentage.
 */
export function compliancePercentage(counts: ComplianceCounts): number {
  const sum = (states: readonly ComplianceState[]) =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const good = sum(GOOD);
  const all = good + sum(BAD);
  return all === 0 ? 100 : (100 * good) / all;
}

const GOOD: readonly ComplianceState[] = ['Compliant', 'Exempt', 'Unknown'];
const BAD: readonly ComplianceState[] = ['NonCompliant', 'Conflict', 'Error'];
