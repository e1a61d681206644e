import type { JsonObject, JsonValue } from '@sluice/language';
import { LEVELS, type Level } from './parse-text.ts';

/** What a line of `sluice evaluate --stdin` may ask. */
export type Request = AliasesRequest | EvaluateRequest | ParseRequest | FunctionRequest;
export type AliasesRequest = {
  readonly op: 'aliases';
  readonly name: string;
  readonly catalogue: JsonValue;
};
export type EvaluateRequest = {
  readonly op: 'evaluate';
  readonly definition?: string | JsonObject | undefined;
  readonly rule?: string | JsonObject | undefined;
  readonly parameters: JsonObject;
  readonly resource: JsonObject;
  readonly aliases?: string | undefined;
  readonly rawPaths?: boolean | undefined;
  readonly context?: JsonObject | undefined;
  readonly requestContext?: JsonObject | undefined;
  readonly apiVersion?: string | undefined;
  readonly related: readonly JsonObject[];
};
export type ParseRequest = {
  readonly op: 'parse';
  readonly level: Level;
  readonly source: string | JsonObject;
};
export type FunctionRequest = {
  readonly op: 'function';
  readonly function: string;
  readonly arguments: readonly JsonValue[];
};

/** Reads a request. A problem is one sentence on what was expected. */
export function readRequest(value: JsonObject): Request | { readonly problem: string } {
  const read = READERS[String(value['op'])];
  if (!Object.hasOwn(READERS, String(value['op'])) || read === undefined)
    return {
      problem: `'op' is one of ${Object.keys(READERS).join(', ')}; found ${JSON.stringify(value['op'])}.`,
    };
  try {
    return read(value);
  } catch (error) {
    if (error instanceof Misshapen) return { problem: error.message };
    throw error;
  }
}

const READERS: Readonly<Record<string, (value: JsonObject) => Request>> = {
  aliases: value => ({
    op: 'aliases',
    name: need(value, 'name', 'a text', asText),
    catalogue: need(value, 'catalogue', 'a list of providers', any => any),
  }),
  evaluate: value => {
    const definition = maybe(value, 'definition', 'an object or a text', asSource);
    const rule = maybe(value, 'rule', 'an object or a text', asSource);
    if ((definition === undefined) === (rule === undefined))
      throw new Misshapen("An evaluation needs 'definition' or 'rule', and not both.");
    return {
      op: 'evaluate',
      definition,
      rule,
      parameters: maybe(value, 'parameters', 'an object', asObject) ?? {},
      resource: maybe(value, 'resource', 'an object', asObject) ?? {},
      aliases: maybe(value, 'aliases', 'the name of a catalogue', asText),
      rawPaths: maybe(value, 'rawPaths', 'true or false', asBoolean),
      context: maybe(value, 'context', 'an object', asObject),
      requestContext: maybe(value, 'requestContext', 'an object', asObject),
      apiVersion: maybe(value, 'apiVersion', 'a text', asText),
      related: maybe(value, 'related', 'a list of resources', asObjects) ?? [],
    };
  },
  parse: value => ({
    op: 'parse',
    level: need(value, 'level', `one of ${LEVELS.join(', ')}`, asLevel),
    source: need(value, 'source', 'a text', asSource),
  }),
  function: value => ({
    op: 'function',
    function: need(value, 'function', 'the name of a function', asText),
    arguments: maybe(value, 'arguments', 'a list of values', asList) ?? [],
  }),
};

class Misshapen extends Error {}

type Reader<Value> = (value: JsonValue) => Value | undefined;

/** A member that may be absent; null counts as absent. */
function maybe<Value>(
  from: JsonObject,
  key: string,
  expected: string,
  read: Reader<Value>,
): Value | undefined {
  const given = from[key];
  if (given === undefined || given === null) return undefined;
  const value = read(given);
  if (value === undefined) throw new Misshapen(`'${key}' must be ${expected}.`);
  return value;
}

function need<Value>(from: JsonObject, key: string, expected: string, read: Reader<Value>): Value {
  const value = maybe(from, key, expected, read);
  if (value === undefined) throw new Misshapen(`'${key}' is missing: ${expected}.`);
  return value;
}

function asText(value: JsonValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asBoolean(value: JsonValue): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function asLevel(value: JsonValue): Level | undefined {
  return LEVELS.find(level => level === value);
}

function asObject(value: JsonValue): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function asSource(value: JsonValue): string | JsonObject | undefined {
  return asText(value) ?? asObject(value);
}

function asList(value: JsonValue): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function asObjects(value: JsonValue): readonly JsonObject[] | undefined {
  const objects = asList(value)?.map(asObject);
  return objects?.every(object => object !== undefined) ? objects : undefined;
}
