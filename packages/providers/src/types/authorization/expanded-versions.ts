import { newestVersion, resolveVersion, type Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { present } from '../../json-value.ts';

/**
 * What `$expand=LatestDefinitionVersion, EffectiveDefinitionVersion` adds to whatever names a definition or initiative: the newest
 * version that there is, and the one that a pattern comes to. Nothing of what does not exist.
 */
export function expandedVersions(
  { definitions, initiatives }: Pick<Snapshot, 'definitions' | 'initiatives'>,
  id: string,
  pattern: string | undefined,
  expand: ReadonlySet<string> | undefined,
): JsonObject {
  if (expand === undefined || expand.size === 0) return {};
  const key = id.toLowerCase();
  const definition = definitions.get(key);
  const initiative = initiatives.get(key);
  const newest =
    definition === undefined ? initiative && newestVersion(initiative) : newestVersion(definition);
  const effective =
    definition === undefined
      ? initiative && resolveVersion(initiative, pattern)
      : resolveVersion(definition, pattern);
  return present({
    latestDefinitionVersion: expand.has('latestdefinitionversion') ? newest?.version : undefined,
    effectiveDefinitionVersion: expand.has('effectivedefinitionversion') ? effective?.version : undefined,
  });
}
