import type { EvaluationInput } from '@sluice/language';
import { memberOf, textOf } from '../json.ts';
import type { ComplianceState } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { isExpired, type Place } from './standing.ts';

/**
 * The state of a resource under a rule of effect manual: what somebody attested of it and has not expired, else the default state of
 * the definition (Unknown, unless it says another).
 * Source: Azure Policy documentation, "Attestation structure", "manual effect".
 */
export function attestedState(
  snapshot: Snapshot,
  rule: BoundRule,
  place: Place,
  input: EvaluationInput,
): ComplianceState {
  const reference = rule.reference?.referenceId.toLowerCase();
  const attestation = snapshot
    .attestationsAt(place.chain[0] ?? '')
    .find(
      each =>
        keyOf(each.policyAssignmentId) === rule.assignmentKey &&
        each.policyDefinitionReferenceId?.toLowerCase() === reference &&
        !isExpired(each.expiresOn, place.at),
    );
  return attestation?.complianceState ?? defaultState(rule, input);
}

function defaultState(rule: BoundRule, input: EvaluationInput): ComplianceState {
  const resolved = rule.details()?.resolve(input);
  const details = resolved !== undefined && 'details' in resolved ? resolved.details : undefined;
  const said = textOf(memberOf(details, 'defaultState'));
  return STATES.get(said.replace('-', '').toLowerCase()) ?? 'Unknown';
}

const STATES: ReadonlyMap<string, ComplianceState> = new Map([
  ['compliant', 'Compliant'],
  ['noncompliant', 'NonCompliant'],
]);
