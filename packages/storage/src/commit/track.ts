import type { TrackedAct } from '@sluice/engine/model';

/** Acts as the SQL function `sluice.track_resources` takes them. */
export function toTrackedRows(acts: readonly TrackedAct[]): string {
  return JSON.stringify(
    acts.map(act => ({
      resource_id: act.resourceId,
      assignment_id: act.assignmentId,
      definition_id: act.definitionId,
      set_definition_id: act.initiativeId,
      reference_id: act.definitionReferenceId,
      deployment_id: act.deploymentId,
      at: act.at,
    })),
  );
}
