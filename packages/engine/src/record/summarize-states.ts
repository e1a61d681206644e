import type { ComplianceState } from '../model/records.ts';
import type { StateResult } from '../model/write-set.ts';
import { type ComplianceCounts, rollUp } from './roll-up.ts';

/** So many resources have exactly these results. */
export type CountedResults = { readonly results: readonly StateResult[]; readonly resources: number };

/** How many distinct resources, policies and groups of policies there are by the state that each comes to. */
export type ComplianceTotals = {
  readonly resources: ComplianceCounts;
  readonly policies: ComplianceCounts;
  readonly groups: ComplianceCounts;
};

export type PolicySummary = {
  readonly definitionId: string;
  readonly referenceId: string | null;
  readonly groupNames: readonly string[];
  readonly effect: string;
  readonly totals: ComplianceTotals;
};

export type AssignmentSummary = {
  readonly assignmentId: string;
  readonly initiativeId: string | null;
  readonly totals: ComplianceTotals;
  /** In the order of definitions and their members. */
  readonly policies: readonly PolicySummary[];
  readonly groups: readonly { readonly name: string; readonly totals: ComplianceTotals }[];
};

export type StatesSummary = {
  readonly totals: ComplianceTotals;
  /** Those with most resources that are not compliant first. */
  readonly assignments: readonly AssignmentSummary[];
};

/**
 * What results come to as a whole, by assignment, by policy and by group. A policy is a definition as it is assigned: a member of an
 * initiative counts once an assignment.
 */
export function summarizeStates(counted: readonly CountedResults[]): StatesSummary {
  const assignments = partition(counted, result => [result.assignmentKey]).map(summarizeAssignment);
  return {
    totals: totalsOf(counted),
    assignments: assignments.toSorted(
      (one, other) =>
        nonCompliant(other) - nonCompliant(one) || (one.assignmentId < other.assignmentId ? -1 : 1),
    ),
  };
}

function nonCompliant({ totals }: AssignmentSummary): number {
  return totals.resources.NonCompliant ?? 0;
}

function summarizeAssignment({ counted, first }: Part): AssignmentSummary {
  return {
    assignmentId: first.assignmentId,
    initiativeId: first.initiativeId,
    totals: totalsOf(counted),
    policies: partition(counted, result => [policyKey(result)]).map(part => ({
      definitionId: part.first.definitionId,
      referenceId: part.first.definitionReferenceId,
      groupNames: part.first.groupNames,
      effect: part.first.effect,
      totals: totalsOf(part.counted),
    })),
    groups: partition(counted, ({ groupNames }) => groupNames).map(({ key, counted: ofGroup }) => ({
      name: key,
      totals: totalsOf(ofGroup),
    })),
  };
}

function policyKey({ assignmentKey, definitionKey, definitionReferenceId }: StateResult): string {
  return `${assignmentKey}#${definitionReferenceId?.toLowerCase() ?? definitionKey}`;
}

type Part = {
  readonly key: string;
  readonly first: StateResult;
  readonly counted: readonly CountedResults[];
};

/** The results by keys, each with the resources that have them; in the order of the keys. */
function partition(
  counted: readonly CountedResults[],
  keysOf: (result: StateResult) => readonly string[],
): readonly Part[] {
  const parts = new Map<string, { first: StateResult; counted: CountedResults[] }>();
  for (const { results, resources } of counted) {
    const byKey = new Map<string, StateResult[]>();
    for (const result of results)
      for (const key of keysOf(result)) {
        const of = byKey.get(key);
        if (of === undefined) byKey.set(key, [result]);
        else of.push(result);
      }
    for (const [key, of] of byKey) {
      const part = parts.get(key);
      const [first] = of;
      if (part !== undefined) part.counted.push({ results: of, resources });
      else if (first !== undefined) parts.set(key, { first, counted: [{ results: of, resources }] });
    }
  }
  return [...parts]
    .map(([key, part]) => ({ key, ...part }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

function totalsOf(counted: readonly CountedResults[]): ComplianceTotals {
  const resources = new Map<ComplianceState, number>();
  const policies = new Map<string, Set<ComplianceState>>();
  const groups = new Map<string, Set<ComplianceState>>();
  for (const { results, resources: n } of counted) {
    const state = rollUp(results.map(({ complianceState }) => complianceState));
    if (state !== undefined) resources.set(state, (resources.get(state) ?? 0) + n);
    for (const result of results) {
      add(policies, policyKey(result), result.complianceState);
      for (const group of result.groupNames) add(groups, group, result.complianceState);
    }
  }
  return { resources: Object.fromEntries(resources), policies: rolled(policies), groups: rolled(groups) };
}

function add(to: Map<string, Set<ComplianceState>>, key: string, state: ComplianceState): void {
  const states = to.get(key);
  if (states === undefined) to.set(key, new Set([state]));
  else states.add(state);
}

function rolled(all: ReadonlyMap<string, Set<ComplianceState>>): ComplianceCounts {
  const counts = new Map<ComplianceState, number>();
  for (const states of all.values()) {
    const state = rollUp(states);
    if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
