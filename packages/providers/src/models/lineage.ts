import type { FactTable } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../json-value.ts';
import { parseAssetId } from './asset-id.ts';
import { digestKey } from './catalog-records.ts';
import { identityFacts } from './facts.ts';

/** How we know of an origin: the copy says so, or the catalog has a model with the same digest. */
type Link = { readonly key: string; readonly by: 'declared' | 'digest' };

/** Longer chains end here. */
const MAX_ORIGINS = 50;

/** What is known of the making of a model: its origin, and all models that it was made from. Empty: nothing is known. */
export type Lineage = { readonly lineage?: string; readonly origins?: readonly JsonObject[] };

/**
 * Where a model version comes from, after what copies declare (`sourceAssetId`) and equal digests, over any number of copies.
 *
 * `origins` holds every model on the way once, nearest first: its facts and `by`. `lineage` is the id of one of them: a registry
 * model with the same digest, which no declaration can hide; else the furthest registry model that is declared; else the
 * furthest that is declared. Who writes a copy also writes what it declares, so an origin can speak against a model and never
 * for it: rules that forbid look here, rules that allow look at the model itself.
 */
export function lineageOf(key: string, facts: FactTable): Lineage {
  const found = [...followLinks(key, facts)];
  const declared = found.filter(({ by }) => by === 'declared');
  const isRegistry = ({ model }: Origin) => textAt(model, 'source') === 'registry';
  const origin = found.find(({ by }) => by === 'digest') ?? declared.findLast(isRegistry) ?? declared.at(-1);
  if (origin === undefined) return {};
  return { lineage: origin.key, origins: found.map(({ model, by }) => ({ ...model, by })) };
}

type Origin = Link & { readonly model: JsonObject };

function* followLinks(key: string, facts: FactTable): Generator<Origin> {
  const seen = new Set([key]);
  const waiting = [...linksOf(key, facts)];
  for (const link of waiting) {
    if (seen.size > MAX_ORIGINS) return;
    if (seen.has(link.key)) continue;
    seen.add(link.key);
    yield { ...link, model: factsAt(link.key, facts) };
    waiting.push(...linksOf(link.key, facts));
  }
}

function linksOf(key: string, facts: FactTable): readonly Link[] {
  const record = facts.get(key);
  const declared = textAt(record, 'origin');
  const digest = textAt(record, 'digest');
  const equal =
    digest === undefined
      ? []
      : facts.members(digestKey(digest)).flatMap(member => textAt(facts.get(member), 'id') ?? []);
  return [
    ...(declared === undefined ? [] : [{ key: declared, by: 'declared' } as const]),
    ...[...equal].sort().map(id => ({ key: id, by: 'digest' }) as const),
  ];
}

/** The catalog's facts of an origin; else what its id says; else the text that was declared. */
function factsAt(key: string, facts: FactTable): JsonObject {
  const known = facts.get(key);
  if (known) return objectAt(known, 'model');
  const { id } = parseAssetId(key);
  return id && id.source !== 'path' ? identityFacts(id) : { assetId: key, source: 'path' };
}
