import type { JsonObject } from '@sluice/language';
import type { EvaluationRequest } from '../model/decision.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { decide } from './decide.ts';
import { stepsOf, writeAt } from './edit.ts';
import type { Alternative, WhyNotOptions } from './why-not.ts';

/**
 * The alternatives with which `decide` allows a request, in their order, at most `most`. `prepared` as in `WhyNotOptions`. Costs a
 * decision for each that is tried.
 */
export function passingAlternatives(
  snapshot: Snapshot,
  request: EvaluationRequest,
  { alternatives = [], prepared }: Pick<WhyNotOptions, 'alternatives' | 'prepared'>,
  most: number,
): readonly Alternative[] {
  const found: Alternative[] = [];
  for (const alternative of alternatives) {
    if (found.length >= most) break;
    const { facts } = alternative;
    const resource = namedBy(request.resource, alternative, prepared);
    if (resource === undefined) continue;
    const asked: EvaluationRequest = { ...request, resource, facts, refusalsOnly: true };
    if (decide(snapshot, asked).verdict === 'allow') found.push(alternative);
  }
  return found;
}

function namedBy(
  resource: JsonObject,
  { path, value }: Alternative,
  prepared: WhyNotOptions['prepared'],
): JsonObject | undefined {
  const steps = stepsOf(path);
  if (steps === undefined) return undefined;
  const written = writeAt(resource, steps, value);
  return prepared === undefined ? written : prepared(written);
}
