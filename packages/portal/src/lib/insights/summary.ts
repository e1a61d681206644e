import type { JsonObject } from '@sluice/arm/protocol';
import { compliance } from '#strings/common';
import { listAt, numberAt, objectAt, objectsAt, textAt } from '../json.ts';

/** How many things came to which state, as the API spells states; an absent one is none. */
export type StateCounts = Readonly<Record<string, number>>;

export type ComplianceTotals = {
  /** Distinct resources. */
  readonly resources: StateCounts;
  readonly policies: StateCounts;
  /** From 0 to 100. */
  readonly percentage: number;
};

/** What the states at a place come to. */
export type ComplianceSummary = {
  readonly totals: ComplianceTotals;
  readonly assignments: readonly AssignmentSummary[];
};

export type AssignmentSummary = {
  readonly assignmentId: string;
  readonly initiativeId: string | undefined;
  readonly totals: ComplianceTotals;
  /** Its policies: the members of an initiative, or the one policy. */
  readonly policies: readonly PolicySummary[];
};

export type PolicySummary = {
  readonly definitionId: string;
  readonly referenceId: string | undefined;
  readonly groupNames: readonly string[];
  readonly effect: string;
  readonly totals: ComplianceTotals;
};

/** Reads an answer of `summarize`; undefined is a place where nothing is judged. */
export function readSummary(summary: JsonObject | undefined): ComplianceSummary {
  return {
    totals: readTotals(objectAt(summary, 'results')),
    assignments: objectsAt(summary, 'policyAssignments').map(each => ({
      assignmentId: textAt(each, 'policyAssignmentId') ?? '',
      initiativeId: textAt(each, 'policySetDefinitionId') || undefined,
      totals: readTotals(objectAt(each, 'results')),
      policies: objectsAt(each, 'policyDefinitions').map(policy => ({
        definitionId: textAt(policy, 'policyDefinitionId') ?? '',
        referenceId: textAt(policy, 'policyDefinitionReferenceId') || undefined,
        groupNames: listAt(policy, 'policyDefinitionGroupNames').filter(name => typeof name === 'string'),
        effect: textAt(policy, 'effect') ?? '',
        totals: readTotals(objectAt(policy, 'results')),
      })),
    })),
  };
}

/** All of them. */
export function totalOf(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Where several states come to one, the first of these that occurs (docs/compliance.md). */
export const STATE_RANK = [
  'NonCompliant',
  'Compliant',
  'Error',
  'Conflict',
  'Protected',
  'Exempt',
  'Unknown',
] as const;

/** The state that counts come to; undefined where nothing is counted. */
export function stateOf(counts: StateCounts): string | undefined {
  return STATE_RANK.find(state => (counts[state] ?? 0) > 0);
}

function readTotals(results: JsonObject): ComplianceTotals {
  return {
    resources: readCounts(results, 'resourceDetails'),
    policies: readCounts(results, 'policyDetails'),
    percentage: numberAt(results, 'compliancePercentage') ?? 100,
  };
}

/** Summaries spell states in lower case, rows as the contract does: this is the latter. */
const SPELT: ReadonlyMap<string, string> = new Map(
  Object.keys(compliance).map(state => [state.toLowerCase(), state]),
);

function readCounts(results: JsonObject, name: string): StateCounts {
  return Object.fromEntries(
    objectsAt(results, name).map(each => {
      const state = textAt(each, 'complianceState') ?? 'Unknown';
      return [SPELT.get(state.toLowerCase()) ?? state, numberAt(each, 'count') ?? 0];
    }),
  );
}
