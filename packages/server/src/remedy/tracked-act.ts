import type { RuleResult, TrackedAct } from '@sluice/engine/model';

/** What a rule has done, by its own records. */
export function trackedAct(
  { assignment, definition, reference }: Pick<RuleResult, 'assignment' | 'definition' | 'reference'>,
  done: {
    readonly resourceId: string;
    readonly deploymentId: string | undefined;
    readonly at: string;
  },
): TrackedAct {
  return {
    resourceId: done.resourceId,
    deploymentId: done.deploymentId ?? null,
    at: done.at,
    assignmentId: assignment.id,
    definitionId: definition.id,
    initiativeId: reference?.initiative.id ?? null,
    definitionReferenceId: reference?.referenceId ?? null,
  };
}
