import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../json-value.ts';

/** A definition or initiative as it is published: where, and what. `problem`: what stands there is no JSON object. */
export type PolicyFile =
  | { readonly path: string; readonly content: JsonObject }
  | { readonly path: string; readonly problem: string };

/** In a checkout this holds what is published; beside it are samples. */
const PUBLISHED = 'built-in-policies';
const POLICY_PATH = /policy(set)?definitions/i;

/**
 * Reads a file or a folder: JSON files, and JSONL files with `{path, content}` a line. Of a checkout of Azure/azure-policy only
 * `built-in-policies`; of a folder only what has policyDefinitions or policySetDefinitions in its path, be it in the folder's own.
 * In the order of paths.
 *
 * Rejects when there is no such file or folder.
 */
export async function readPolicyFiles(path: string): Promise<readonly PolicyFile[]> {
  if (!(await stat(path)).isDirectory()) return readOne(path, path);
  const root = await publishedIn(path);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile() && /\.jsonl?$/i.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => POLICY_PATH.test(resolve(file)))
    .sort();
  const found: PolicyFile[] = [];
  for (const file of files) found.push(...(await readOne(file, relative(path, file))));
  return found;
}

async function publishedIn(folder: string): Promise<string> {
  const published = join(folder, PUBLISHED);
  const isThere = await stat(published).then(
    entry => entry.isDirectory(),
    () => false,
  );
  return isThere ? published : folder;
}

async function readOne(file: string, shown: string): Promise<readonly PolicyFile[]> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  if (!/\.jsonl$/i.test(file)) return [toPolicyFile(shown, parse(text))];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${shown}:${index + 1}`;
    const parsed = parse(line);
    if (!('value' in parsed)) return [toPolicyFile(place, parsed)];
    const { value } = parsed;
    if (!isObject(value) || typeof value['path'] !== 'string')
      return [{ path: place, problem: 'Expected an object with path and content.' }];
    return [toPolicyFile(value['path'], { value: value['content'] ?? null })];
  });
}

type Parsed = { readonly value: JsonValue } | { readonly problem: string };

function parse(text: string): Parsed {
  try {
    const value: JsonValue = JSON.parse(text);
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function toPolicyFile(path: string, parsed: Parsed): PolicyFile {
  if ('problem' in parsed) return { path, problem: parsed.problem };
  return isObject(parsed.value)
    ? { path, content: parsed.value }
    : { path, problem: 'Expected a JSON object.' };
}
