import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../arm.ts';
import { nameOfId } from '../format/id.ts';
import { numberAt, objectAt, textAt } from '../json.ts';
import type { Explanation, Verdict } from './explanation.ts';
import { readExplanation, readVerdict } from './read-explanation.ts';

/** Who asked what, when, and what the answer was. */
export type DecisionSummary = {
  readonly name: string;
  readonly at: string;
  readonly revision: number | undefined;
  readonly engineVersion: string | undefined;
  /** The answer that was given. */
  readonly verdict: Verdict;
  readonly resourceId: string;
  readonly resourceType: string | undefined;
  readonly principalId: string | undefined;
  readonly principalName: string | undefined;
  readonly occasion: string | undefined;
  readonly action: string | undefined;
  readonly apiVersion: string | undefined;
  readonly correlationId: string | undefined;
};

/** A past decision with what led to it, or with what would lead to it now. */
export type Decision = DecisionSummary & { readonly explanation: Explanation };

/** As it was taken then, or by everything as it is now. */
export type TakenAgain = 'then' | 'current';

/** A decision by its name (what `x-sluice-decision-id` says) or its resource id. */
export function useDecision(id: string, recompute: TakenAgain = 'then') {
  const name = nameOfId(id);
  return useQuery({
    queryKey: ['decision', name, recompute],
    queryFn: () => getDecision(name, recompute),
    enabled: name !== '',
    // What was decided does not change; what would be now, does.
    ...(recompute === 'then' ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  });
}

async function getDecision(name: string, recompute: TakenAgain): Promise<Decision> {
  const { body } = await arm().get(`/providers/Sluice.Governance/decisions/${name}`, API.governance, {
    query: recompute === 'current' ? { recompute } : {},
  });
  const properties = objectAt(body, 'properties');
  return { ...readDecisionSummary({ name, properties }), explanation: readExplanation(properties) };
}

/** Reads a decision as lists show it. */
export function readDecisionSummary(decision: JsonObject): DecisionSummary {
  const properties = objectAt(decision, 'properties');
  const principal = objectAt(properties, 'principal');
  return {
    name: textAt(decision, 'name') ?? '',
    at: textAt(properties, 'at') ?? '',
    revision: numberAt(properties, 'revision'),
    engineVersion: textAt(properties, 'engineVersion'),
    verdict: readVerdict(textAt(properties, 'verdict')),
    resourceId: textAt(properties, 'resourceId') ?? '',
    resourceType: textAt(properties, 'resourceType'),
    principalId: textAt(principal, 'id') ?? textAt(objectAt(properties, 'caller'), 'oid'),
    principalName: textAt(principal, 'displayName'),
    occasion: textAt(properties, 'occasion'),
    action: textAt(properties, 'action'),
    apiVersion: textAt(properties, 'apiVersion'),
    correlationId: textAt(properties, 'correlationId'),
  };
}
