import type { JsonObject } from '@sluice/language';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** A component as it can be: completed; undefined when none can be like that. Where nothing is known of the type, anything can be. */
export function possible(snapshot: Snapshot, content: JsonObject): JsonObject | undefined {
  const known = knownOf(snapshot, content['type']);
  return known === undefined ? content : known.complete(content, snapshot.facts);
}

/** Components of a type that there are. */
export function examplesOf(snapshot: Snapshot, type: string): readonly JsonObject[] {
  return knownOf(snapshot, type)?.examples(snapshot.facts) ?? [];
}

function knownOf({ types }: Snapshot, type: unknown) {
  const wanted = String(type).toLowerCase();
  for (const facts of types.values()) {
    if (facts.possible?.type.toLowerCase() === wanted) return facts.possible;
  }
  return undefined;
}
