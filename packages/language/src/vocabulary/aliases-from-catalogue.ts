import { isArray } from '../values/canonical.ts';
import type { JsonValue } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import { pathsOf } from './alias-paths.ts';
import { type AliasDocument, createProblems } from './alias-table.ts';
import type { Alias } from './vocabulary.ts';

/**
 * Reads the short form of an alias catalogue, `{resourceTypes: {"<type>": {"<alias>": "<default path>"}}}`, as exports of
 * Azure's catalogue have it. Its aliases are modifiable, and have paths by api-version, as far as `extra` says so:
 * `{modifiedByBuiltIns: [names], details: {"<alias>": {paths: [...]}}}`. Names that only `extra` has are left out.
 */
export function aliasesFromCatalogue(document: JsonValue, extra: JsonValue = {}): AliasDocument {
  const problems = createProblems();
  const aliases = new Map<string, readonly Alias[]>();
  const types = isPlainObject(document) ? document['resourceTypes'] : undefined;
  if (!isPlainObject(types)) {
    if (isPlainObject(document)) problems.expected('an object resourceTypes', types, ['resourceTypes']);
    else problems.expected('an object', document, []);
    return { aliases, problems: problems.found };
  }
  const complete = completer(extra);
  for (const [type, paths] of Object.entries(types)) {
    if (!isPlainObject(paths)) {
      problems.expected('an object of aliases', paths, ['resourceTypes', type]);
      continue;
    }
    const ofType: Alias[] = [];
    for (const [name, defaultPath] of Object.entries(paths)) {
      if (typeof defaultPath === 'string') ofType.push(complete({ name, defaultPath }));
      else problems.expected('a path', defaultPath, ['resourceTypes', type, name]);
    }
    aliases.set(type, ofType);
  }
  return { aliases, problems: problems.found };
}

/** Adds to an alias what the second document says of its name. */
function completer(extra: JsonValue): (alias: Alias) => Alias {
  const { modifiedByBuiltIns = [], details = {} } = isPlainObject(extra) ? extra : {};
  const modifiable = new Set(
    (isArray(modifiedByBuiltIns) ? modifiedByBuiltIns : []).map(name => String(name).toLowerCase()),
  );
  const paths = new Map(
    Object.entries(isPlainObject(details) ? details : {}).map(([name, detail]) => [
      name.toLowerCase(),
      pathsOf(isPlainObject(detail) ? detail['paths'] : undefined),
    ]),
  );
  return alias => {
    const key = alias.name.toLowerCase();
    const known = paths.get(key) ?? [];
    return {
      ...alias,
      ...(modifiable.has(key) && { modifiable: true }),
      ...(known.length > 0 && { paths: known }),
    };
  };
}
