import type { JsonObject, JsonValue } from '@sluice/language';
import { definitionOfRule } from '../evaluate/rule-definition.ts';
import { isObject, isYaml, parseText, readText } from './read-document.ts';

/** A definition as a file has it: a whole one, or a bare rule (`{if, then}`). */
export type DefinitionSource = {
  readonly kind: 'definition' | 'rule';
  /** Text for JSON, so that diagnostics have lines; a value for YAML. */
  readonly source: string | JsonObject;
};

/** Reads a definition file. A text that is no JSON is kept: it is for the parser to say what is wrong with it. */
export function readDefinition(path: string): DefinitionSource {
  const text = readText(path);
  if (isYaml(path)) {
    const value = parseText(text, path);
    if (!isObject(value)) throw new Error(`${path}: expected a definition, which is an object.`);
    return { kind: isRule(value) ? 'rule' : 'definition', source: value };
  }
  return { kind: isRule(jsonIn(text)) ? 'rule' : 'definition', source: text };
}

/** What the language parses: a bare rule becomes a definition that declares the parameters given. */
export function definitionOf(
  { kind, source }: DefinitionSource,
  parameters: JsonObject,
): string | JsonObject {
  return kind === 'rule' ? definitionOfRule(source, parameters) : source;
}

/** A bare rule has its condition at the root. */
export function isRule(value: JsonValue | undefined): boolean {
  return isObject(value) && Object.keys(value).some(key => key.toLowerCase() === 'if');
}

/** A document that can be a policy definition: it has a rule, or its properties do. */
export function isDefinition(value: JsonValue | undefined): boolean {
  if (!isObject(value)) return false;
  return hasRule(value) || hasRule(value['properties']);
}

function hasRule(value: JsonValue | undefined): boolean {
  return isObject(value) && Object.keys(value).some(key => key.toLowerCase() === 'policyrule');
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
