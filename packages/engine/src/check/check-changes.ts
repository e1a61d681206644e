import type { SnapshotChange } from '../model/records.ts';
import { applyChanges } from '../snapshot/apply-changes.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem, Findings, Warning } from './change-problem.ts';
import { NOTHING_FOUND } from './change-problem.ts';
import { checkAssignment } from './check-assignment.ts';
import { checkAttestation } from './check-attestation.ts';
import { checkDefinition, checkDefinitionRemoval } from './check-definition.ts';
import { checkEnrollment, checkExemption } from './check-exemption.ts';
import { checkInitiative, checkInitiativeRemoval } from './check-initiative.ts';
import { checkRoleAssignment } from './check-role-assignment.ts';
import { checkRoleDefinition, checkRoleDefinitionRemoval } from './check-role-definition.ts';
import { quotaProblems } from './quotas.ts';

/**
 * Checks records against each other before they are written: what must not be written at all, and what is likely not meant.
 *
 * The changes are seen together, so a definition and its assignment may come at once, and may go at once.
 */
export function checkChanges(
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
): { readonly problems: readonly ChangeProblem[]; readonly warnings: readonly Warning[] } {
  const next = applyChanges(snapshot, snapshot.revision, changes);
  const findings = changes.map(change => check(snapshot, next, change));
  return {
    problems: [
      ...changes.flatMap(change => quotaProblems(snapshot, next, change)),
      ...findings.flatMap(found => found.problems),
    ],
    warnings: findings.flatMap(found => found.warnings),
  };
}

function check(previous: Snapshot, next: Snapshot, change: SnapshotChange): Findings {
  switch (change.kind) {
    case 'policyAssignment':
      return change.record ? checkAssignment(next, change.key, change.record) : NOTHING_FOUND;
    case 'policyDefinition': {
      if (change.record) return checkDefinition(previous, next, change.key, change.record);
      const name = previous.definitions.get(change.key)?.name ?? change.key;
      return { problems: checkDefinitionRemoval(next, change.key, name), warnings: [] };
    }
    case 'policyExemption':
      return change.record ? checkExemption(next, change.record) : NOTHING_FOUND;
    case 'policyEnrollment':
      return change.record ? checkEnrollment(next, change.record) : NOTHING_FOUND;
    case 'attestation': {
      if (!change.record) return NOTHING_FOUND;
      return { problems: checkAttestation(next, change.key, change.record), warnings: [] };
    }
    case 'policySetDefinition': {
      if (change.record) return checkInitiative(previous, next, change.key, change.record);
      const name = previous.initiatives.get(change.key)?.name ?? change.key;
      return { problems: checkInitiativeRemoval(next, change.key, name), warnings: [] };
    }
    case 'roleAssignment': {
      if (!change.record) return NOTHING_FOUND;
      return { problems: checkRoleAssignment(next, change.key, change.record), warnings: [] };
    }
    case 'roleDefinition': {
      const problems = change.record
        ? checkRoleDefinition(next, change.key, change.record)
        : checkRoleDefinitionRemoval(previous, next, change.key);
      return { problems, warnings: [] };
    }
    default:
      return NOTHING_FOUND;
  }
}
