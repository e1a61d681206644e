import { parseResourceId } from '@sluice/arm/ids';
import type { Attestation, Resource, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
import { utcTime } from '../../authorization/utc-time.ts';

/** A stored attestation as the engine judges by it. */
export function toAttestation({ id, name, body }: Resource): Attestation {
  const properties = objectAt(body, 'properties');
  const state = textAt(properties, 'complianceState');
  const reference = textAt(properties, 'policyDefinitionReferenceId');
  const expiresOn = textAt(properties, 'expiresOn');
  const policyAssignmentId = textAt(properties, 'policyAssignmentId') ?? '';
  return {
    id,
    name,
    scope: parseResourceId(id)?.scope.id ?? '',
    policyAssignmentId: parseResourceId(policyAssignmentId)?.id ?? policyAssignmentId,
    complianceState: state === 'Compliant' || state === 'NonCompliant' ? state : 'Unknown',
    ...(reference ? { policyDefinitionReferenceId: reference } : {}),
    ...(expiresOn === undefined ? {} : { expiresOn: utcTime(expiresOn) }),
  };
}

/** What a written or deleted attestation changes. */
export function attestationChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined ? [] : [{ kind: 'attestation', key, record: after ? toAttestation(after) : null }];
}
