import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/language';
import { parseDocument } from 'yaml';

/** The text of a file. Throws Error with the file's name when there is none. */
export function readText(path: string): string {
  if (!existsSync(path)) throw new Error(`There is no "${path}".`);
  if (statSync(path).isDirectory()) throw new Error(`"${path}" is a folder; expected a file.`);
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

/** The value of a JSON or YAML file, by its extension. Throws Error with the file's name for what is neither. */
export function readDocument(path: string): JsonValue {
  return parseText(readText(path), path);
}

/** What the text of a file says. */
export function parseText(text: string, path: string): JsonValue {
  if (isYaml(path)) {
    const document = parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${path}: ${error.message}`);
    return document.toJS();
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function isYaml(path: string): boolean {
  return ['.yaml', '.yml'].includes(extname(path).toLowerCase());
}

export function isDocument(path: string): boolean {
  return isYaml(path) || extname(path).toLowerCase() === '.json';
}

/** The file itself, or every JSON and YAML file below a folder, in the order of their paths. */
export function documentsBelow(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error(`There is no "${path}".`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => isDocument(name) && !name.split(/[\\/]/).includes('node_modules'))
    .sort()
    .map(name => join(path, name));
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object from a file. Throws Error with the file's name for anything else. */
export function readObject(path: string): JsonObject {
  const value = readDocument(path);
  if (!isObject(value)) throw new Error(`${path}: expected an object.`);
  return value;
}

/** The resources in a file: one, a list of them, or a page of them as Azure's lists are (`{value: [...]}`). */
export function readResources(path: string): readonly JsonObject[] {
  const value = readDocument(path);
  const listed = isObject(value) && Array.isArray(value['value']) ? value['value'] : value;
  const resources = Array.isArray(listed) ? listed : [listed];
  if (!resources.every(isObject)) throw new Error(`${path}: expected a resource, or a list of them.`);
  return resources;
}

/** Values of parameters: `{name: value}`, or a parameter file of Azure (`{name: {value: ...}}`, also inside `parameters`). */
export function readParameters(path: string): JsonObject {
  const object = readObject(path);
  const inner = object['parameters'];
  const values = isObject(inner) && '$schema' in object ? inner : object;
  const members = Object.entries(values);
  const isWrapped = ([, value]: [string, JsonValue]): boolean =>
    isObject(value) && Object.keys(value).length === 1 && 'value' in value;
  if (members.length === 0 || !members.every(isWrapped)) return values;
  return Object.fromEntries(members.map(([name, value]) => [name, (value as JsonObject)['value'] ?? null]));
}
