import type { Snapshot } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';

/** Which assignments (keys) a change is about; everything, where it is about none in particular. */
export function touchedBy(
  before: Snapshot,
  after: Snapshot,
  changes: readonly SnapshotChange[],
): (assignmentKey: string) => boolean {
  const keys = new Set<string>();
  for (const change of changes) {
    switch (change.kind) {
      case 'policyAssignment':
        keys.add(change.key);
        break;
      case 'policyDefinition':
      case 'policySetDefinition':
        for (const { assignmentsUsing } of [before, after])
          for (const key of assignmentsUsing(change.key)) keys.add(key);
        break;
      case 'policyExemption':
        addPart(keys, [before.exemptions.get(change.key), change.record]);
        break;
      case 'policyEnrollment':
        addPart(keys, [before.enrollments.get(change.key), change.record]);
        break;
      case 'attestation':
        addPart(keys, [before.attestations.get(change.key), change.record]);
        break;
      default:
        return () => true;
    }
  }
  return key => keys.has(key);
}

function addPart(
  keys: Set<string>,
  versions: readonly ({ readonly policyAssignmentId: string } | null | undefined)[],
): void {
  for (const part of versions) if (part) keys.add(part.policyAssignmentId.toLowerCase());
}
