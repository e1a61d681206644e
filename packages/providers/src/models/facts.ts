import type { Alias, JsonObject, JsonValue } from '@sluice/language';
import { present, textAt } from '../json-value.ts';
import type { ModelId } from './asset-id.ts';
import { licenceOf } from './licence.ts';
import { versionNumberOf } from './version-range.ts';

/** What a stored model version says of itself: its `properties`, the free ones below them, and its tags by lower case. */
export type CatalogEntry = {
  readonly properties: JsonObject;
  readonly more: JsonObject;
  readonly tags: ReadonlyMap<string, string>;
};

/** One thing that a policy can ask of the model of a deployment. Its alias is `<component type>/model.<name>`. */
export type ModelFact = {
  readonly name: string;
  readonly type: 'String' | 'Integer';
  /** False: an addition of ours, which the linter marks. */
  readonly knownToAzure: boolean;
  /** From the reference alone. */
  ofId?(id: ModelId): JsonValue | undefined;
  /** From the catalog. */
  ofEntry?(entry: CatalogEntry): JsonValue | undefined;
  /**
   * Somebody stands for it. Taken from registries only: whoever may deploy may also write models into the workspace, and
   * would otherwise vouch for them himself.
   */
  readonly vouched?: boolean;
};

/** Every fact of a model, in the order in which components show them. A fact that nobody states is absent. */
export const MODEL_FACTS: readonly ModelFact[] = [
  { name: 'assetId', type: 'String', knownToAzure: true, ofId: id => id.canonical },
  {
    name: 'registryName',
    type: 'String',
    knownToAzure: true,
    ofId: id => (id.source === 'registry' ? id.registry : undefined),
  },
  {
    name: 'publisher',
    type: 'String',
    knownToAzure: true,
    vouched: true,
    ofEntry: ({ tags }) => tags.get('publisher') ?? tags.get('author'),
  },
  { name: 'name', type: 'String', knownToAzure: false, ofId: id => id.name },
  { name: 'version', type: 'String', knownToAzure: false, ofId: id => id.version },
  { name: 'versionNumber', type: 'Integer', knownToAzure: false, ofId: id => versionNumberOf(id.version) },
  { name: 'source', type: 'String', knownToAzure: false, ofId: id => id.source },
  {
    name: 'licence',
    type: 'String',
    knownToAzure: false,
    vouched: true,
    ofEntry: ({ tags }) => mapText(tags.get('license'), licenceOf),
  },
  { name: 'task', type: 'String', knownToAzure: false, ofEntry: ({ tags }) => tags.get('task') },
  {
    name: 'format',
    type: 'String',
    knownToAzure: false,
    ofEntry: ({ properties }) => textAt(properties, 'modelType'),
  },
  {
    name: 'sizeBytes',
    type: 'Integer',
    knownToAzure: false,
    ofEntry: ({ more }) => bytesOf(more['sizeBytes']),
  },
  {
    name: 'stage',
    type: 'String',
    knownToAzure: false,
    ofEntry: ({ properties }) => textAt(properties, 'stage'),
  },
  {
    name: 'approvedBy',
    type: 'String',
    knownToAzure: false,
    vouched: true,
    ofEntry: ({ tags }) => tags.get('approvedby'),
  },
];

/** What the reference alone says of a model. */
export function identityFacts(id: ModelId): JsonObject {
  return collect(fact => fact.ofId?.(id));
}

/** What the catalog says of one model version, identity first. */
export function catalogFacts(id: ModelId, entry: CatalogEntry): JsonObject {
  return collect(
    fact => fact.ofId?.(id) ?? (fact.vouched && id.source !== 'registry' ? undefined : fact.ofEntry?.(entry)),
  );
}

/**
 * The aliases of a component type over `{model, sku}`: each fact; `model.lineage`, the id of the origin; every origin with the
 * same facts and `by` (`declared` or `digest`); and the sku.
 */
export function componentAliases(componentType: string): readonly Alias[] {
  const alias = (path: string, type: NonNullable<Alias['type']>, knownToAzure = false): Alias => ({
    name: `${componentType}/${path}`,
    defaultPath: path,
    type,
    modifiable: false,
    knownToAzure,
  });
  return [
    ...MODEL_FACTS.map(fact => alias(`model.${fact.name}`, fact.type, fact.knownToAzure)),
    alias('model.lineage', 'String'),
    alias('model.origins', 'Array'),
    alias('model.origins[*]', 'Object'),
    ...MODEL_FACTS.map(fact => alias(`model.origins[*].${fact.name}`, fact.type)),
    alias('model.origins[*].by', 'String'),
    alias('sku.name', 'String'),
    alias('sku.capacity', 'Integer'),
  ];
}

function collect(read: (fact: ModelFact) => JsonValue | undefined): JsonObject {
  return present(Object.fromEntries(MODEL_FACTS.map(fact => [fact.name, stated(read(fact))])));
}

/** Blank text states nothing: in the language it would equal an absent fact, and pass `exists`. */
function stated(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? undefined : value.trim();
}

function mapText(text: string | undefined, change: (text: string) => string): string | undefined {
  return text === undefined ? undefined : change(text.trim());
}

function bytesOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && /^[0-9]+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
