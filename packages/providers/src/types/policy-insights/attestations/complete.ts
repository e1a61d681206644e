import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { CompleteInput } from '../../../resource-type.ts';

/** Fills in the state (Unknown where nothing is said), when it last changed, and that all is done. */
export function completeAttestation(body: JsonObject, { stored, now }: CompleteInput): JsonObject {
  const given = objectAt(body, 'properties');
  const before = objectAt(stored?.body, 'properties');
  const complianceState = textAt(given, 'complianceState') ?? 'Unknown';
  const isSame = textAt(before, 'complianceState') === complianceState;
  const changedAt = isSame ? textAt(before, 'lastComplianceStateChangeAt') : undefined;
  return {
    properties: {
      ...given,
      complianceState,
      provisioningState: 'Succeeded',
      lastComplianceStateChangeAt: changedAt ?? now,
    },
  };
}
