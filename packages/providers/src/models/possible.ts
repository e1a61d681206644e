import type { FactTable, PossibleComponents } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../json-value.ts';
import { parseAssetId, registryModelId } from './asset-id.ts';
import { type CatalogVersion, catalogVersions } from './catalog-versions.ts';
import { identityFacts } from './facts.ts';

/** Any model of a registry, by the registry that its id begins with. */
const IN_REGISTRY = /^azureml:\/\/registries\/([^/]+)\//i;
const ANY = 'any';

/**
 * What the component of a deployment can be like: the id, the registry and the source of a model say one thing, what the catalog
 * knows of an id is true of it, and a registry whose models are known has those of their publishers.
 */
export function possibleModels(type: string): PossibleComponents {
  return {
    type,
    complete(content, facts) {
      const model = inRegistry(objectAt(content, 'model'));
      const implied = impliedBy(model, facts);
      if (Object.entries(implied).some(([name, value]) => differs(model[name], value))) return undefined;
      const whole = { ...implied, ...model };
      return hasPublisher(whole, facts) ? { ...content, model: whole } : undefined;
    },
    examples: facts => samplesOf(facts).map(({ facts: model }) => ({ type, id: '', name: ANY, model })),
  };
}

/** What is no id beside the name of a registry is taken for a part of one. */
function inRegistry(model: JsonObject): JsonObject {
  const [assetId, registryName] = [textAt(model, 'assetId'), textAt(model, 'registryName')];
  if (assetId === undefined || registryName === undefined || assetId.includes('://')) return model;
  return { ...model, assetId: `azureml://registries/${registryName}/models/${assetId}/versions/1` };
}

/** What the id says and the catalog knows of it; without an id, an id that fits the registry. */
function impliedBy(model: JsonObject, facts: FactTable): JsonObject {
  const [assetId, registryName] = [textAt(model, 'assetId'), textAt(model, 'registryName')];
  if (assetId === undefined) {
    if (registryName === undefined) return {};
    const [name = ANY, version = '1'] = [textAt(model, 'name'), textAt(model, 'version')];
    return { source: 'registry', assetId: registryModelId(registryName, name, version).canonical };
  }
  const { id } = parseAssetId(assetId);
  if (id !== undefined && id.source !== 'path') {
    const { assetId: _, ...known } = { ...identityFacts(id), ...objectAt(facts.get(id.canonical), 'model') };
    return known;
  }
  const registry = IN_REGISTRY.exec(assetId)?.[1];
  return registry === undefined ? {} : { source: 'registry', registryName: registry };
}

function differs(given: unknown, implied: unknown): boolean {
  if (given === undefined) return false;
  return typeof given === 'string' && typeof implied === 'string'
    ? given.toLowerCase() !== implied.toLowerCase()
    : given !== implied;
}

function hasPublisher(model: JsonObject, facts: FactTable): boolean {
  const [registry, publisher] = [textAt(model, 'registryName'), textAt(model, 'publisher')];
  if (registry === undefined || publisher === undefined) return true;
  const ofRegistry = samplesOf(facts).filter(each => each.registry === registry.toLowerCase());
  return (
    ofRegistry.length === 0 ||
    ofRegistry.some(each => textAt(each.facts, 'publisher')?.toLowerCase() === publisher.toLowerCase())
  );
}

const SAMPLES = new WeakMap<FactTable, readonly CatalogVersion[]>();

/** One model of every publisher in every registry. */
function samplesOf(facts: FactTable): readonly CatalogVersion[] {
  const known = SAMPLES.get(facts);
  if (known) return known;
  const samples = new Map(
    catalogVersions(facts).map(each => [
      JSON.stringify([each.registry, each.facts['publisher'] ?? '']),
      each,
    ]),
  );
  const made = [...samples.values()];
  SAMPLES.set(facts, made);
  return made;
}
