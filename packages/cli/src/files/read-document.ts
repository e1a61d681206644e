import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/language';
import { parseDocument } from 'yaml';

/** Throws Error with the name when there is nothing. */
export function needPath(path: string): void {
  if (!existsSync(path)) throw new Error(`There is no "${path}".`);
}

/** Throws Error with the name when there is no file. */
export function needFile(path: string): void {
  needPath(path);
  if (statSync(path).isDirectory()) throw new Error(`"${path}" is a folder; expected a file.`);
}

/** The text of a file. Throws Error with the file's name when there is none. */
export function readText(path: string): string {
  needFile(path);
  const bytes = readFileSync(path);
  // What PowerShell redirects into a file is UTF-16.
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isWide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
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

/**
 * The file itself, or every JSON and YAML file below a folder, in the order of their paths; not those of node_modules and of
 * hidden folders. A link to a file counts as a file; one to a folder is not followed, since it may lead back here.
 */
export function documentsBelow(path: string): readonly string[] {
  needPath(path);
  return statSync(path).isDirectory() ? below(path).sort() : [path];
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isSkipped(entry.name) ? [] : below(path);
    return isDocument(entry.name) && isFile(path) ? [path] : [];
  });
}

function isSkipped(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
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
