import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { DecisionRecord, StateResult } from '@sluice/engine/model';
import type { Explained } from '../../explain/explain.ts';
import type { PolicyReader } from '../../explain/policy-reader.ts';
import { keptRefusals, refusalToWire } from '../../explain/refusal.ts';
import { refusalSentence } from '../../explain/sentence.ts';
import { askedToWire, explanationToWire } from '../../explain/to-wire.ts';

export const DECISION_TYPE = 'Sluice.Governance/decisions';

/** A decision as a list shows it: who asked what, when, what the answer was, and what refused, as it was kept. Names are those of the snapshot. */
export function listedDecisionToWire(
  snapshot: Snapshot,
  record: DecisionRecord,
  mayRead: PolicyReader,
  kept: readonly StateResult[] = [],
): JsonObject {
  if (kept.length === 0) return toWire(snapshot, record, {});
  const refusals = keptRefusals(snapshot, kept, mayRead);
  const sentence = refusalSentence(refusals);
  return toWire(snapshot, record, { sentence, refusals: refusals.map(refusalToWire) });
}

/** A decision in full, as it comes out when it is taken again by a snapshot. */
export function decisionInFullToWire(
  snapshot: Snapshot,
  record: DecisionRecord,
  explained: Explained,
): JsonObject {
  return toWire(snapshot, record, explanationToWire(snapshot, explained));
}

function toWire(snapshot: Snapshot, record: DecisionRecord, told: JsonObject): JsonObject {
  return {
    id: `/providers/${DECISION_TYPE}/${record.id}`,
    name: record.id,
    type: DECISION_TYPE,
    properties: {
      at: record.at,
      revision: record.revision,
      engineVersion: record.engineVersion,
      verdict: record.verdict,
      ...askedToWire(snapshot, record.request, record.principalId),
      ...told,
    },
  };
}
