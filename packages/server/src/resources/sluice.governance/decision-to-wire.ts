import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { DecisionRecord } from '@sluice/engine/model';
import type { Explained } from '../../explain/explain.ts';
import { askedToWire, explanationToWire } from '../../explain/to-wire.ts';

export const DECISION_TYPE = 'Sluice.Governance/decisions';

/** A decision as a list shows it: who asked what, when, and what the answer was. Names are those of the snapshot. */
export function decisionToWire(snapshot: Snapshot, record: DecisionRecord): JsonObject {
  const { request, resourceKey } = record;
  return {
    id: `/providers/${DECISION_TYPE}/${record.id}`,
    name: record.id,
    type: DECISION_TYPE,
    properties: {
      at: record.at,
      revision: record.revision,
      engineVersion: record.engineVersion,
      verdict: record.verdict,
      ...askedToWire(snapshot, request, resourceKey),
    },
  };
}

/** A decision in full, as it comes out when it is taken again by a snapshot. */
export function decisionInFullToWire(
  snapshot: Snapshot,
  record: DecisionRecord,
  explained: Explained,
): JsonObject {
  const { properties, ...envelope } = decisionToWire(snapshot, record);
  return {
    ...envelope,
    properties: { ...(properties as JsonObject), ...explanationToWire(snapshot, explained) },
  };
}
