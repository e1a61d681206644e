import type { JsonObject } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, textAt } from '../../json.ts';
import type { DefinitionKind } from '../definition-summary.ts';

/** A definition or an initiative while it is written: the fields of the form, and the JSON of the rest. */
export type Draft = {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly category: string;
  /** Of a policy; empty for an initiative. */
  readonly mode: string;
  /** Empty: the server says. */
  readonly version: string;
  /** The management group or subscription that it is stored at; empty while none is chosen. */
  readonly storedAt: string;
  /** The rule or the members, the parameters, and what else of `metadata` there is. */
  readonly text: string;
};

/** Written by the server on every definition; not the author's. */
const STAMPS = ['createdBy', 'createdOn', 'updatedBy', 'updatedOn'];

/** The parts of `properties` as fields and JSON. */
export function draftOf(kind: DefinitionKind, properties: JsonObject): Omit<Draft, 'name' | 'storedAt'> {
  const metadata = objectAt(properties, 'metadata');
  const others = Object.fromEntries(
    Object.entries(metadata).filter(
      ([name]) => name !== 'category' && name !== 'version' && !STAMPS.includes(name),
    ),
  );
  const rest: JsonObject = {
    ...(kind === 'policy'
      ? { policyRule: objectAt(properties, 'policyRule') }
      : {
          policyDefinitions: listAt(properties, 'policyDefinitions'),
          ...(listAt(properties, 'policyDefinitionGroups').length === 0
            ? {}
            : { policyDefinitionGroups: listAt(properties, 'policyDefinitionGroups') }),
        }),
    parameters: objectAt(properties, 'parameters'),
    ...(Object.keys(others).length > 0 ? { metadata: others } : {}),
  };
  return {
    displayName: textAt(properties, 'displayName') ?? '',
    description: textAt(properties, 'description') ?? '',
    category: textAt(metadata, 'category') ?? '',
    mode: kind === 'policy' ? (textAt(properties, 'mode') ?? 'Indexed') : '',
    version: textAt(properties, 'version') ?? '',
    text: `${JSON.stringify(rest, null, 2)}\n`,
  };
}

/** What is sent to the server; undefined while the JSON is no object. What the JSON says beside that goes along. */
export function propertiesOf(draft: Draft): JsonObject | undefined {
  const rest = readDocument(draft.text);
  if (rest === undefined) return undefined;
  const { version, category } = draft;
  const metadata = { ...objectAt(rest, 'metadata'), ...(category === '' ? {} : { category }) };
  return {
    ...rest,
    displayName: draft.displayName,
    description: draft.description,
    ...(draft.mode === '' ? {} : { mode: draft.mode }),
    ...(version === '' ? {} : { version }),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

/** What a whole document, put where only a part of it belongs, says for the fields; undefined when it is only that part. */
export function fieldsFromText(kind: DefinitionKind, text: string): Partial<Draft> | undefined {
  const document = readDocument(text);
  if (document === undefined) return undefined;
  const properties = isObject(document['properties']) ? document['properties'] : document;
  const names = Object.keys(properties);
  const isWhole =
    properties !== document || FIELDS.some(name => names.includes(name)) || hasCategory(properties);
  if (!isWhole) return undefined;
  const { displayName, description, category, mode, version, text: rest } = draftOf(kind, properties);
  return {
    text: rest,
    ...('displayName' in properties ? { displayName } : {}),
    ...('description' in properties ? { description } : {}),
    ...(hasCategory(properties) ? { category } : {}),
    ...('mode' in properties ? { mode } : {}),
    ...('version' in properties ? { version } : {}),
  };
}

const FIELDS = ['displayName', 'description', 'mode', 'version', 'policyType'];

function hasCategory(properties: JsonObject): boolean {
  return textAt(objectAt(properties, 'metadata'), 'category') !== undefined;
}

/** The JSON of a draft; undefined while it is no object. */
export function readDocument(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
