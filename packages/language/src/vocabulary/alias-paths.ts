import { isArray } from '../values/canonical.ts';
import type { JsonValue } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import type { Alias, AliasPath } from './vocabulary.ts';

const TOKEN_TYPES = [
  'NotSpecified',
  'Any',
  'String',
  'Object',
  'Array',
  'Integer',
  'Number',
  'Boolean',
] as const;

/** The token type that an alias's metadata states, as far as it is one. */
export function tokenTypeOf(metadata: JsonValue | undefined): Alias['type'] {
  return isPlainObject(metadata) ? TOKEN_TYPES.find(known => known === metadata['type']) : undefined;
}

/**
 * The paths by api-version of an alias, as ARM writes them (`[{path, apiVersions, metadata?}]`); what has another shape is left
 * out.
 */
export function pathsOf(listed: JsonValue | undefined): readonly AliasPath[] {
  if (!isArray(listed)) return [];
  return listed.flatMap(each => {
    if (!isPlainObject(each) || typeof each['path'] !== 'string') return [];
    const { path, apiVersions } = each;
    const versions = isArray(apiVersions) ? apiVersions.filter(version => typeof version === 'string') : [];
    return [{ path, apiVersions: versions, ...metadataOf(each['metadata']) }];
  });
}

function metadataOf(metadata: JsonValue | undefined): Pick<AliasPath, 'type' | 'modifiable'> {
  if (!isPlainObject(metadata)) return {};
  const type = tokenTypeOf(metadata);
  return { modifiable: metadata['attributes'] === 'Modifiable', ...(type !== undefined && { type }) };
}
