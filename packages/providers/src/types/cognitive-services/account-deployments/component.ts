import { parseResourceId } from '@sluice/arm/ids';
import type { Component, FactTable, Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import { type ModelId, parseAssetId, registryModelId } from '../../../models/asset-id.ts';
import { toComponent } from '../../../models/component.ts';
import {
  checkResolved,
  invalidReference,
  type Occasion,
  resolvedFacts,
} from '../../../models/deployed-model.ts';
import { identityFacts } from '../../../models/facts.ts';
import { findByFormat, type ResolvedModel, resolveModel } from '../../../models/resolve.ts';
import { canonicalName, isName } from '../../../models/segments.ts';
import { COGNITIVE_DEPLOYMENT } from '../component-kind.ts';

/** The model of an account's deployment, as its component shows it under `model`. Throws ApiError on a write, as `deployedModel` does. */
export function accountModelFacts(resource: JsonObject, snapshot: Snapshot, occasion: Occasion): JsonObject {
  const model = modelOf(resource);
  const id = readModel(model);
  if (typeof id === 'string') {
    if (occasion === 'scan') return unreadable(model);
    throw invalidReference(id, POINTER);
  }
  const resolved = inCatalog(model, id, snapshot.facts);
  if (occasion === 'write') checkResolved(resolved, snapshot, POINTER);
  const facts = resolvedFacts(resolved, snapshot.facts);
  if (occasion === 'write') checkPublisher(model, facts);
  return { ...facts, publisher: publisherOf(model, facts) };
}

/** What the deployments mode of Cognitive Services judges: the model, the sku, and nothing else of the resource. */
export function accountComponents(resource: JsonObject, facts: JsonObject | undefined): readonly Component[] {
  const known = facts?.['model'] === undefined ? referenced(resource) : objectAt(facts, 'model');
  return [toComponent(COGNITIVE_DEPLOYMENT, resource, known)];
}

/** Format, name and version of a registry's model; one without a format has no name here. */
export function nameAccountModel(
  _resource: JsonObject,
  model: JsonObject,
): { readonly path: string; readonly value: JsonObject } | undefined {
  const [format, name, version] = ['format', 'name', 'version'].map(each => textAt(model, each));
  if (textAt(model, 'source') !== 'registry' || format === undefined || name === undefined) return undefined;
  return { path: 'properties.model', value: present({ format, name, version }) };
}

const POINTER = '/properties/model';
/** Whose models Azure lists in a registry of another name. */
const OPENAI = { format: 'openai', registry: 'azure-openai' };

type Model = {
  readonly format: string;
  readonly name: string;
  readonly version?: string;
  readonly publisher?: string;
  readonly source?: string;
};

function modelOf(resource: JsonObject): Model {
  const model = objectAt(objectAt(resource, 'properties'), 'model');
  const [version, publisher, source] = ['version', 'publisher', 'source'].map(
    name => textAt(model, name) || undefined,
  );
  return {
    format: textAt(model, 'format') ?? 'OpenAI',
    name: textAt(model, 'name') ?? '',
    ...(version === undefined ? {} : { version }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The id that `source` gives, or else format, name and version; a text says what is wrong. */
function readModel(model: Model): ModelId | string {
  if (!isName(model.name)) return `has '${model.name}' for its name`;
  if (model.version !== undefined && !isName(model.version)) return `has '${model.version}' for its version`;
  const format = model.format.toLowerCase();
  const registry = format === OPENAI.format ? OPENAI.registry : format.replaceAll(' ', '-');
  if (!isName(registry)) return `has '${model.format}' for its format`;
  const named = registryModelId(registry, model.name, model.version);
  if (model.source === undefined || isAccount(model.source)) return named;
  const { id, problem } = parseAssetId(model.source);
  if (problem !== undefined) return `has a source that ${problem}`;
  if (id.source === 'path') return 'has a source that is a path';
  if (id.name !== named.name)
    return `is called '${model.name}', but its source is another model, '${id.canonical}'`;
  const versions = [id.version, named.version].filter(version => version !== undefined);
  if (versions.length === 2 && id.version !== named.version)
    return `has version '${model.version}', but its source is '${id.canonical}'`;
  return id;
}

/** Where a fine-tuned model is copied from. Any other source is read as a model, so that no spelling of one goes unread. */
function isAccount(source: string): boolean {
  return parseResourceId(source)?.typeKey === 'microsoft.cognitiveservices/accounts';
}

function inCatalog(model: Model, id: ModelId, facts: FactTable): ResolvedModel {
  const isSource = model.source !== undefined && parseAssetId(model.source).id?.canonical === id.canonical;
  const found = isSource
    ? undefined
    : findByFormat(model.format, id.name, model.version && canonicalName(model.version), facts);
  return found ?? resolveModel(id, facts);
}

function publisherOf(model: Model, facts: JsonObject): string {
  return model.publisher ?? textAt(facts, 'publisher') ?? model.format;
}

/** Who deploys cannot attribute a known model to somebody else. */
function checkPublisher({ publisher }: Model, facts: JsonObject): void {
  const known = textAt(facts, 'publisher');
  if (publisher === undefined || known === undefined || publisher.toLowerCase() === known.toLowerCase())
    return;
  throw invalidReference(
    `names the publisher '${publisher}', but the catalog has the model as one of '${known}'`,
    `${POINTER}/publisher`,
  );
}

function referenced(resource: JsonObject): JsonObject {
  const model = modelOf(resource);
  const id = readModel(model);
  return typeof id === 'string'
    ? unreadable(model)
    : { ...identityFacts(id), publisher: publisherOf(model, {}) };
}

function unreadable({ format }: Model): JsonObject {
  return present({ source: 'path', publisher: format });
}
