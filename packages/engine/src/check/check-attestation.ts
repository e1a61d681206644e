import type { Attestation } from '../model/records.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem } from './change-problem.ts';
import { referencesOf } from './references.ts';

/**
 * Checks an attestation: of an assignment that there is and that reaches what it speaks of, of a policy with the effect manual, and
 * the only one for both. `next` holds it already.
 *
 * Source: Azure Policy documentation, "Attestation structure".
 */
export function checkAttestation(
  next: Snapshot,
  key: string,
  attestation: Attestation,
): readonly ChangeProblem[] {
  const { id: target, policyAssignmentId, policyDefinitionReferenceId: reference, scope } = attestation;
  const assignment = next.assignments.get(keyOf(policyAssignmentId));
  if (assignment === undefined) {
    const message = `The policy assignment '${policyAssignmentId}' of the attestation could not be found.`;
    return [{ code: 'PolicyAssignmentNotFound', message, target }];
  }
  const invalid = (message: string): readonly ChangeProblem[] => [
    { code: 'InvalidAttestation', message, target },
  ];
  if (!ancestry(next.scopes, scope).includes(keyOf(assignment.scope)))
    return invalid(`'${scope}' is neither the scope '${assignment.scope}' of the assignment nor below it.`);
  const initiative = next.initiatives.get(keyOf(assignment.policyDefinitionId));
  const wanted = reference?.toLowerCase();
  if (initiative === undefined && wanted !== undefined)
    return invalid('What is assigned is no initiative, so there is no policyDefinitionReferenceId to name.');
  if (initiative !== undefined && wanted === undefined)
    return invalid('What is assigned is an initiative: name the policyDefinitionReferenceId of its member.');
  if (initiative !== undefined && !referencesOf(initiative).has(wanted ?? ''))
    return invalid(`The initiative has no member '${reference}'.`);
  const rules = next
    .rulesOf(assignment.id.toLowerCase())
    .filter(rule => rule.reference?.referenceId.toLowerCase() === wanted);
  if (!rules.some(({ effect }) => effect === 'manual')) {
    const effect = rules[0]?.effect ?? 'one that is not judged here';
    return invalid(`Only a policy with the effect manual is attested; the effect of this one is ${effect}.`);
  }
  const other = next
    .attestationsAt(keyOf(scope))
    .find(
      each =>
        each.id.toLowerCase() !== key &&
        keyOf(each.policyAssignmentId) === keyOf(policyAssignmentId) &&
        each.policyDefinitionReferenceId?.toLowerCase() === wanted,
    );
  if (other === undefined) return [];
  const message = `'${other.id}' is the attestation of this policy for '${scope}' already; change or delete that one.`;
  return [{ code: 'AttestationExists', message, target }];
}
