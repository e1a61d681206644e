import type { Outcome } from '@sluice/language';
import type { FieldChange, RuleResult } from '../model/decision.ts';

/** What became of the changes that one rule of append or modify wanted of a request. */
export type Made = {
  readonly changes: readonly FieldChange[];
  /** Why some or all of them were left out. */
  readonly unchanged?: { readonly code: string; readonly message: string };
  /** Why the request must be refused because of them. `isConflict`: it is another rule's doing as well. */
  readonly refusal?: { readonly code: string; readonly message: string; readonly isConflict: boolean };
};

/** By `BoundRule.key`: only rules that matched the request and act on it. */
export type Changed = ReadonlyMap<string, Made>;

/** By `BoundRule.key`: why a rule and others cannot all have their way with a resource. */
export type Contradictions = ReadonlyMap<string, { readonly code: string; readonly message: string }>;

/**
 * The result of a rule that changes requests: its state is what it says of the changed resource, as a scan would see it.
 * Refuses where the change cannot be made.
 * Source: Azure Policy documentation, "append", "modify"; conformance/decisions.
 */
export function changedBy(
  { changes, unchanged, refusal }: Made,
  torn: { readonly code: string; readonly message: string } | undefined,
  outcome: Outcome,
  told: Omit<RuleResult, 'outcome' | 'complianceState' | 'refuses'>,
  acts: boolean,
): RuleResult {
  const matched = outcome.kind === 'matched';
  const reason = refusal ?? torn ?? unchanged;
  return {
    ...told,
    outcome: matched ? 'matched' : 'notMatched',
    complianceState: refusal?.isConflict || torn ? 'Conflict' : matched ? 'NonCompliant' : 'Compliant',
    refuses: acts && refusal !== undefined,
    changes: refusal ? [] : changes,
    ...(reason && { unchanged: { code: reason.code, message: reason.message } }),
  };
}
