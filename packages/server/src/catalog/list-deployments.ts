import { parseResourceId } from '@sluice/arm/ids';
import { hasWords, type Searchable, toSearchable } from '@sluice/arm/words';
import type { ComplianceCounts, Snapshot } from '@sluice/engine';
import type { ComplianceState, Resource } from '@sluice/engine/model';
import type { Storage } from '@sluice/storage';
import { textAt } from '../json-value.ts';
import { DEPLOYMENT_KIND_NAMES, type ModelDeployment, toModelDeployment } from './model-deployment.ts';

/** A deployment with what the rules that judge it say; undefined where the reader may not know. */
export type ListedDeployment = ModelDeployment & { readonly compliance: ComplianceCounts | undefined };

export type DeploymentsQuery = {
  /** Keys at and below which there may be deployments that the reader may read, none above another, in their order. '' is everywhere. */
  readonly places: readonly string[];
  isReadable(type: string, key: string): boolean;
  /** Whether the reader may know what rules say of it. */
  mayKnowStates(key: string): boolean;
  fits(deployment: ListedDeployment): boolean;
  /** All of them in names of the deployment, of its place or its model. */
  readonly words: readonly string[];
  readonly top: number;
  /** Key of the last deployment of the page before, or the last one that was looked at. */
  readonly after: string | undefined;
};

const TYPES = Object.keys(DEPLOYMENT_KIND_NAMES);
/** Deployments that one question looks at; where a filter finds few among many, pages are short. */
const MOST_LOOKED_AT = 5_000;

/** Deployments of models at some places, in the order of their keys. `next`: where the list goes on. */
export async function listDeployments(
  snapshot: Snapshot,
  { resources, insights }: Pick<Storage, 'resources' | 'insights'>,
  query: DeploymentsQuery,
): Promise<{ readonly items: readonly ListedDeployment[]; readonly next?: string }> {
  const { places, isReadable, mayKnowStates, fits, words, top } = query;
  const found: ListedDeployment[] = [];
  let looked = 0;
  let { after } = query;
  for (const under of places) {
    // The page before has got past this place.
    if (after !== undefined && !isBefore(after, under)) continue;
    let own = await readPlace(resources, under, after);
    let isMore = true;
    while (isMore) {
      const page = await resources.list({
        types: TYPES,
        under,
        top: Math.min(top, MOST_LOOKED_AT),
        ...(after === undefined ? {} : { after }),
      });
      const items = [...own, ...page.items];
      own = [];
      const readable = items.filter(({ type, key }) => isReadable(type, key));
      const deployments = readable
        .flatMap(resource => toModelDeployment(resource, snapshot) ?? [])
        .filter(deployment => hasWords(words, searchableOf(deployment)));
      const states = await readStates(
        insights,
        deployments.map(({ resource }) => resource.key).filter(mayKnowStates),
      );
      for (const deployment of deployments) {
        const listed = { ...deployment, compliance: states.get(deployment.resource.key) };
        if (!fits(listed)) continue;
        found.push(listed);
        if (found.length === top) return { items: found, next: deployment.resource.key };
      }
      looked += items.length;
      after = items.at(-1)?.key ?? after;
      isMore = page.next !== undefined;
      if (looked >= MOST_LOOKED_AT && after !== undefined) return { items: found, next: after };
    }
  }
  return { items: found };
}

/** Whether there may be keys at or below a place that come after a key. */
function isBefore(key: string, place: string): boolean {
  return place === '' || key <= place || key.startsWith(`${place}/`);
}

/** What a place is itself, where that is a deployment and the page before has not told of it. */
async function readPlace(
  resources: Storage['resources'],
  place: string,
  after: string | undefined,
): Promise<readonly Resource[]> {
  const type = parseResourceId(place)?.typeKey ?? '';
  return TYPES.includes(type) && (after === undefined || after < place) ? resources.getMany([place]) : [];
}

/** How many rules say what of each of some resources. Every one that was asked about is in the answer. */
async function readStates(
  insights: Storage['insights'],
  keys: readonly string[],
): Promise<ReadonlyMap<string, ComplianceCounts>> {
  const counts = new Map<string, Partial<Record<ComplianceState, number>>>(keys.map(key => [key, {}]));
  if (keys.length === 0) return counts;
  for (let after: string | undefined; ; ) {
    const { items, next } = await insights.states({
      under: keys,
      filters: [],
      period: { kind: 'now' },
      subject: 'resources',
      top: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    for (const { resourceKey, result } of items) {
      const of = counts.get(resourceKey);
      if (of !== undefined) of[result.complianceState] = (of[result.complianceState] ?? 0) + 1;
    }
    if (next === undefined) return counts;
    after = next;
  }
}

function searchableOf({ resource, parentId, endpointId, model }: ModelDeployment): Searchable {
  const names = [parentId, endpointId ?? ''].map(id => id.slice(id.lastIndexOf('/') + 1));
  const facts = ['name', 'publisher', 'registryName'].map(fact => textAt(model, fact) ?? '');
  return toSearchable(resource.name, [...names, ...facts]);
}
