import type { JsonObject, JsonValue } from '@sluice/language';

/**
 * Of some resources those that an IfNotExists effect would find: of the type that its details name and, where they name
 * a resource, of that name (`parent/child` or the last part of it). A resource without a type counts as of the type.
 */
export function relatedTo(
  details: JsonValue | undefined,
  resources: readonly JsonObject[],
): readonly JsonObject[] {
  const type = textIn(details, 'type');
  const name = textIn(details, 'name');
  return resources.filter(
    resource =>
      isSame(textIn(resource, 'type'), type) &&
      (name === undefined || hasName(textIn(resource, 'name'), name)),
  );
}

function isSame(found: string | undefined, wanted: string | undefined): boolean {
  return found === undefined || wanted === undefined || found.toLowerCase() === wanted.toLowerCase();
}

/** Details name a child as `parent/child`; its own name may be written either way. */
function hasName(found: string | undefined, wanted: string): boolean {
  if (wanted.startsWith('[') || found === undefined) return true;
  const last = (text: string): string | undefined => text.toLowerCase().split('/').pop();
  const isWhole = found.includes('/') && wanted.includes('/');
  return isWhole ? found.toLowerCase() === wanted.toLowerCase() : last(found) === last(wanted);
}

function textIn(value: JsonValue | undefined, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const member = (value as JsonObject)[key];
  return typeof member === 'string' ? member : undefined;
}
