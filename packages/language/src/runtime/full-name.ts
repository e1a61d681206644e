import type { JsonObject, JsonValue } from '../values/json.ts';
import { propertyNamed } from './property.ts';

/**
 * The name with the names of its parents before it (`server/database`): the resource's own `fullName` if it has one,
 * else read from its id, else its name.
 */
export function fullNameOf(resource: JsonObject): JsonValue | undefined {
  const given = propertyNamed(resource, 'fullName');
  if (given !== undefined && given !== null) return given;
  const id = propertyNamed(resource, 'id');
  return (typeof id === 'string' ? namesIn(id) : undefined) ?? propertyNamed(resource, 'name');
}

/** The resource's own name, without the names of its parents. */
export function lastNameOf(resource: JsonObject): JsonValue | undefined {
  const name = propertyNamed(resource, 'name');
  return typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) : name;
}

function namesIn(id: string): string | undefined {
  const provider = id.toLowerCase().lastIndexOf('/providers/');
  if (provider < 0) return undefined;
  const segments = id.slice(provider + '/providers/'.length).split('/');
  const names = segments.slice(1).filter((segment, index) => index % 2 === 1 && segment !== '');
  return names.length === 0 ? undefined : names.join('/');
}
