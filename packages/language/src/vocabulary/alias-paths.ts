import { isArray } from '../values/canonical.ts';
import type { JsonValue } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import type { Alias } from './vocabulary.ts';

/** The paths by api-version of an alias, as ARM writes them (`[{path, apiVersions}]`); what has another shape is left out. */
export function pathsOf(listed: JsonValue | undefined): NonNullable<Alias['paths']> {
  if (!isArray(listed)) return [];
  return listed.flatMap(each => {
    if (!isPlainObject(each) || typeof each['path'] !== 'string') return [];
    const { path, apiVersions } = each;
    const versions = isArray(apiVersions) ? apiVersions.filter(version => typeof version === 'string') : [];
    return [{ path, apiVersions: versions }];
  });
}
