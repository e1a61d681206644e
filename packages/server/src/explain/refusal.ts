import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { RuleResult } from '@sluice/engine/model';
import { scopeName } from './names.ts';
import { reasonSentence } from './reason.ts';

/** A rule that refuses a request, by the names that people know it under. */
export type Refusal = {
  readonly policyAssignmentId: string;
  readonly policyAssignmentDisplayName: string;
  readonly policyAssignmentScope: string;
  readonly policyAssignmentScopeDisplayName: string;
  readonly policyDefinitionId: string;
  readonly policyDefinitionDisplayName: string;
  /** Of a member of an initiative. */
  readonly policySetDefinitionId?: string;
  readonly policySetDefinitionDisplayName?: string;
  readonly policyDefinitionReferenceId?: string;
  readonly effect: string;
  /** What the assignment says to whom it refuses. */
  readonly message?: string;
  /** What the rule saw. */
  readonly reason: string;
};

/** What refuses, in the order of the results. A rule that refuses a resource and a component of it for the same reason comes once. */
export function refusalsOf(snapshot: Snapshot, results: readonly RuleResult[]): readonly Refusal[] {
  const all = results.filter(({ refuses }) => refuses).map(result => toRefusal(snapshot, result));
  return [...new Map(all.map(refusal => [JSON.stringify(refusal), refusal])).values()];
}

/** What one rule that refuses says. */
export function toRefusal(snapshot: Snapshot, result: RuleResult): Refusal {
  const { assignment, definition, reference, effect, message } = result;
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentDisplayName: assignment.displayName ?? assignment.name,
    policyAssignmentScope: assignment.scope,
    policyAssignmentScopeDisplayName: scopeName(snapshot, assignment.scope),
    policyDefinitionId: definition.id,
    policyDefinitionDisplayName: definition.displayName ?? definition.name,
    ...(reference && {
      policySetDefinitionId: reference.initiative.id,
      policySetDefinitionDisplayName: reference.initiative.displayName ?? reference.initiative.name,
      policyDefinitionReferenceId: reference.referenceId,
    }),
    effect,
    ...(message === undefined ? {} : { message }),
    reason: reasonSentence(result),
  };
}

export function refusalToWire(refusal: Refusal): JsonObject {
  return { ...refusal };
}
