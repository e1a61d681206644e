import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { bodyShape, fitBody } from './body-shape.ts';
import { isObject, mergePatch, objectAt, sameJson } from './json-value.ts';
import { refuse } from './refuse.ts';
import type { ResourceType } from './resource-type.ts';

/**
 * The stored body with a merge patch applied, and whether the patch named nothing but tags.
 *
 * Throws 400 for what does not fit and for what a PATCH of the type may not change; repeating what is there already changes nothing.
 */
export function applyPatch(
  type: ResourceType,
  content: JsonObject,
  stored: Pick<Resource, 'body'>,
): { readonly body: JsonObject; readonly tagsOnly: boolean } {
  const shape = bodyShape(type);
  const fitted = fitBody(shape, content, 'patch');
  const patch = type.tracked ? withStoredTagNames(fitted, stored.body) : fitted;
  if (type.patchable) refuseFixed(patch, stored.body, type.patchable);
  const merged = mergePatch(stored.body, patch);
  const names = Object.keys(patch);
  return {
    body: fitBody(shape, isObject(merged) ? merged : {}),
    tagsOnly: names.length === 1 && names[0] === 'tags',
  };
}

/** Tag names are compared without case: a patch of `ENV` changes the tag that is stored as `env`. */
function withStoredTagNames(patch: JsonObject, stored: JsonObject): JsonObject {
  const tags = patch['tags'];
  if (!isObject(tags)) return patch;
  const storedNames = new Map(Object.keys(objectAt(stored, 'tags')).map(name => [name.toLowerCase(), name]));
  const renamed = Object.entries(tags).map(
    ([name, value]) => [storedNames.get(name.toLowerCase()) ?? name, value] as const,
  );
  return { ...patch, tags: Object.fromEntries(renamed) };
}

function refuseFixed(patch: JsonObject, stored: JsonObject, patchable: readonly string[]): void {
  const path = fixedPath(patch, stored, patchable, '');
  if (path === undefined) return;
  const message = `'${path}' cannot be changed by a PATCH, which may carry ${patchable.join(', ')}; use PUT.`;
  throw refuse('InvalidRequestContent', message, `/${path.replaceAll('.', '/')}`);
}

/** The first path that the patch would change and may not. */
function fixedPath(
  patch: JsonObject,
  stored: JsonObject,
  patchable: readonly string[],
  prefix: string,
): string | undefined {
  for (const [name, value] of Object.entries(patch)) {
    const path = prefix + name;
    if (patchable.some(allowed => path === allowed || path.startsWith(`${allowed}.`))) continue;
    if (isObject(value) && patchable.some(allowed => allowed.startsWith(`${path}.`))) {
      const inner = fixedPath(value, objectAt(stored, name), patchable, `${path}.`);
      if (inner !== undefined) return inner;
    } else if (!sameJson(value, stored[name] ?? null)) return path;
  }
  return undefined;
}
