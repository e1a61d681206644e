import type { JsonObject, JsonValue } from '../values/json.ts';
import type { Alias, Vocabulary } from '../vocabulary/vocabulary.ts';
import { parseFieldName } from './field-name.ts';
import { fullNameOf, lastNameOf } from './full-name.ts';
import { type Path, parsePath, pathOfNames } from './path.ts';
import { createKey, property } from './property.ts';
import { EvaluationError, type FieldReader, type Names, type Run } from './run.ts';

/** `rawPaths` lets a name without alias be a path from the resource's root: for cases from elsewhere, never for rules in force. */
export type NameOptions = { readonly rawPaths: boolean };

const TYPE = createKey('type');
/** Names made by expressions are remembered too; a rule that makes more than this many starts over. */
const MOST_READERS = 1_000;

/** The names of one compiled rule: fields by the vocabulary, parameters (keys in lower case) by their values. */
export function createNames(
  vocabulary: Vocabulary,
  parameters: ReadonlyMap<string, JsonValue>,
  options: NameOptions,
): Names {
  const readers = new Map<string, FieldReader>();
  return {
    field(name) {
      const known = readers.get(name);
      if (known !== undefined) return known;
      if (readers.size >= MOST_READERS) readers.clear();
      const reader = createReader(name, vocabulary, options);
      readers.set(name, reader);
      return reader;
    },
    parameter: name => parameters.get(name.toLowerCase()),
  };
}

function createReader(name: string, vocabulary: Vocabulary, options: NameOptions): FieldReader {
  const field = parseFieldName(name);
  switch (field.kind) {
    case 'own':
      return ownReader(name, field.path);
    case 'tag':
      return fixedReader(name, pathOfNames(tagPath(field.tag), ['tags', field.tag]));
    case 'fullName':
      return { ...ownReader(name, 'fullName'), compute: fullNameOf };
    case 'other':
      return aliasReader(name, vocabulary) ?? rawReader(name, options);
  }
}

function ownReader(name: string, text: string): FieldReader {
  const reader = fixedReader(name, parsePath(text) ?? noSuchField(name), text === 'location');
  return text === 'name' ? { ...reader, compute: lastNameOf } : reader;
}

function fixedReader(name: string, path: Path, isLocation = false): FieldReader {
  return { name, isLocation, path: () => path, pathOnType: () => path };
}

function tagPath(tag: string): string {
  return /^[\w-]+$/.test(tag) ? `tags.${tag}` : `tags['${tag.replaceAll("'", "''")}']`;
}

function rawReader(name: string, options: NameOptions): FieldReader {
  if (!options.rawPaths) noSuchField(name);
  return fixedReader(name, parsePath(name) ?? noSuchField(name));
}

function noSuchField(name: string): never {
  throw new EvaluationError(
    'field/unknown',
    `'${name}' is neither a field of every resource nor a known alias.`,
  );
}

/** Reads an alias by the path that the resource's type and the request's api-version have for it. */
function aliasReader(name: string, vocabulary: Vocabulary): FieldReader | undefined {
  const types = vocabulary.typesOf(name);
  if (types.length === 0) return undefined;
  const paths = new Map<string, AliasPaths>();
  for (const type of types) {
    const alias = vocabulary.alias(name, type);
    if (alias !== undefined) paths.set(type.toLowerCase(), pathsOf(alias));
  }
  // Resources of one type come one after another: the answer for the last one is kept.
  let lastType: JsonValue | undefined;
  let lastVersion: string | undefined;
  let lastPath: Path | undefined;
  return {
    name,
    isLocation: false,
    pathOnType(type) {
      const known = type === undefined ? undefined : paths.get(type);
      return known?.byVersion.size === 0 ? known.fallback : undefined;
    },
    path(resource: JsonObject, run: Run) {
      const type = property(resource, TYPE);
      const version = run.input.apiVersion;
      if (type === lastType && version === lastVersion) return lastPath;
      const known = typeof type === 'string' ? paths.get(type.toLowerCase()) : undefined;
      lastPath = known === undefined ? undefined : pathFor(known, version);
      lastType = type;
      lastVersion = version;
      return lastPath;
    },
  };
}

type AliasPaths = { readonly fallback: Path; readonly byVersion: ReadonlyMap<string, Path> };

function pathsOf(alias: Alias): AliasPaths {
  const byVersion = new Map<string, Path>();
  for (const { path, apiVersions } of alias.paths ?? []) {
    for (const version of apiVersions) byVersion.set(version.toLowerCase(), toPath(path));
  }
  return { fallback: toPath(alias.defaultPath), byVersion };
}

function pathFor(paths: AliasPaths, version: string | undefined): Path {
  return (version === undefined ? undefined : paths.byVersion.get(version.toLowerCase())) ?? paths.fallback;
}

/** A path of the alias table that is not well formed names one property of exactly that spelling. */
function toPath(text: string): Path {
  return parsePath(text) ?? pathOfNames(text, [text]);
}
