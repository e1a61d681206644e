import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import { ancestry, type Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';

/**
 * Throws 400 for a remediation that could not do anything: its assignment must exist, cover its scope, and with the member of an
 * initiative that it names have an effect that sets things right. Whether the assignment is enforced does not matter.
 * Source: Azure Policy documentation, "Remediate non-compliant resources".
 */
export function checkRemediation(
  { id, body }: Resource,
  stored: Resource | undefined,
  snapshot: Snapshot,
): void {
  const scope = parseResourceId(id)?.scope;
  // One that is under way stays as it is, whatever became of its assignment.
  if (scope === undefined || body === stored?.body) return;
  const settings = objectAt(body, 'properties');
  const name = id.slice(id.lastIndexOf('/') + 1);
  const refuseIt = (why: string, target: string) =>
    refuse(
      'InvalidCreateRemediationRequest',
      `The request to create remediation '${name}' is invalid. ${why}`,
      `/properties/${target}`,
    );
  const assignmentId = textAt(settings, 'policyAssignmentId') ?? '';
  const assignment = snapshot.assignments.get(parseResourceId(assignmentId)?.key ?? '');
  if (assignment === undefined)
    throw refuseIt(`The policy assignment '${assignmentId}' could not be found.`, 'policyAssignmentId');
  const assignedAt = parseScopeId(assignment.scope)?.key ?? assignment.scope.toLowerCase();
  if (!ancestry(snapshot.scopes, scope.id).includes(assignedAt)) {
    throw refuseIt(
      `The policy assignment '${assignment.id}' is at '${assignment.scope}', which is not at or above the scope '${scope.id}' of the remediation.`,
      'policyAssignmentId',
    );
  }
  if (
    scope.kind === 'managementGroup' &&
    textAt(settings, 'resourceDiscoveryMode') === 'ReEvaluateCompliance'
  ) {
    throw refuseIt(
      'At a management group only resources that are known to be non-compliant can be remediated: ReEvaluateCompliance is not available.',
      'resourceDiscoveryMode',
    );
  }
  const rules = rulesOf(snapshot, assignment.id, textAt(settings, 'policyDefinitionReferenceId'), why =>
    refuseIt(why, 'policyDefinitionReferenceId'),
  );
  if (!rules.some(({ effect }) => REMEDIABLE.has(effect))) {
    const effects = [...new Set(rules.map(({ effectText }) => `'${effectText}'`))].join(', ');
    throw refuseIt(
      `Only policies with the effect 'modify' or 'deployIfNotExists' can be remediated; the one of '${assignment.id}' has ${effects || 'none that is evaluated here'}.`,
      'policyAssignmentId',
    );
  }
}

const REMEDIABLE: ReadonlySet<string> = new Set(['modify', 'deployIfNotExists']);

function rulesOf(
  snapshot: Snapshot,
  assignmentId: string,
  referenceId: string | undefined,
  refuseIt: (why: string) => Error,
) {
  const rules = snapshot.rulesOf(assignmentId.toLowerCase());
  const assignment = snapshot.assignments.get(assignmentId.toLowerCase());
  const isInitiative = snapshot.initiatives.has((assignment?.policyDefinitionId ?? '').toLowerCase());
  if (referenceId === undefined || referenceId === '') {
    if (!isInitiative) return rules;
    throw refuseIt(
      `The policy assignment '${assignmentId}' assigns a policy set definition. Remediations must specify a single policy definition reference ID within the policy set definition.`,
    );
  }
  const members = rules.filter(
    ({ reference }) => reference?.referenceId.toLowerCase() === referenceId.toLowerCase(),
  );
  if (members.length > 0) return members;
  throw refuseIt(
    isInitiative
      ? `The policy definition reference ID '${referenceId}' could not be found in the policy set definition that '${assignmentId}' assigns.`
      : `The policy assignment '${assignmentId}' does not assign a policy set definition, so there is no policy definition reference ID '${referenceId}'.`,
  );
}
