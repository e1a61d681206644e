import type { JsonObject } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../../../lib/json.ts';

/** A definition while it is written: the fields of the form, and the JSON of the rest. */
export type PolicyDraft = {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly category: string;
  readonly mode: string;
  /** Empty: the server says. */
  readonly version: string;
  /** The management group or subscription that it is stored at; empty while none is chosen. */
  readonly storedAt: string;
  /** `parameters` and `policyRule`, and what else of `metadata` there is. */
  readonly text: string;
};

/** Written by the server on every definition; not the author's. */
const STAMPS = ['createdBy', 'createdOn', 'updatedBy', 'updatedOn'];

/** The parts of a definition's `properties` as fields and JSON. */
export function draftOf(properties: JsonObject): Omit<PolicyDraft, 'name' | 'storedAt'> {
  const metadata = objectAt(properties, 'metadata');
  const others = Object.fromEntries(
    Object.entries(metadata).filter(
      ([name]) => name !== 'category' && name !== 'version' && !STAMPS.includes(name),
    ),
  );
  const rest: JsonObject = {
    policyRule: objectAt(properties, 'policyRule'),
    parameters: objectAt(properties, 'parameters'),
    ...(Object.keys(others).length > 0 ? { metadata: others } : {}),
  };
  return {
    displayName: textAt(properties, 'displayName') ?? '',
    description: textAt(properties, 'description') ?? '',
    category: textAt(metadata, 'category') ?? '',
    mode: textAt(properties, 'mode') ?? 'Indexed',
    version: textAt(properties, 'version') ?? '',
    text: `${JSON.stringify(rest, null, 2)}\n`,
  };
}

/** What is sent to the server; undefined while the JSON is no object. What the JSON says beside `parameters` and `policyRule` goes along. */
export function propertiesOf(draft: PolicyDraft): JsonObject | undefined {
  const rest = parse(draft.text);
  if (rest === undefined) return undefined;
  const { version, category } = draft;
  const metadata = { ...objectAt(rest, 'metadata'), ...(category === '' ? {} : { category }) };
  return {
    ...rest,
    displayName: draft.displayName,
    description: draft.description,
    mode: draft.mode,
    ...(version === '' ? {} : { version }),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

/** What a whole definition, put where only `parameters` and `policyRule` belong, says for the fields; undefined when it is none. */
export function fieldsFromText(text: string): Partial<PolicyDraft> | undefined {
  const document = parse(text);
  if (document === undefined) return undefined;
  const properties = isObject(document['properties']) ? document['properties'] : document;
  const names = Object.keys(properties);
  const isWhole =
    properties !== document || FIELDS.some(name => names.includes(name)) || hasCategory(properties);
  if (!isWhole) return undefined;
  const { displayName, description, category, mode, version, text: rest } = draftOf(properties);
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

function parse(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
