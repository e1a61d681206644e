import type { PolicyAssignment } from '../model/records.ts';

/** The assignment's words for a violation: those for this definition reference, else those for any. */
export function messageFor(assignment: PolicyAssignment, referenceId?: string): string | undefined {
  const messages = assignment.nonComplianceMessages;
  const wanted = referenceId?.toLowerCase();
  const specific = messages.find(
    entry => wanted !== undefined && entry.policyDefinitionReferenceId?.toLowerCase() === wanted,
  );
  return (specific ?? messages.find(entry => !entry.policyDefinitionReferenceId))?.message;
}
