import { parseResourceId } from './parse-resource-id.ts';
import type { ScopeId } from './resource-id.ts';
import { TENANT, toScope } from './scopes.ts';

/** A scope from its id; `''` and `/` are the tenant. Undefined for what is no id of a resource. */
export function parseScopeId(text: string): ScopeId | undefined {
  if (text === '' || text === '/') return TENANT;
  const id = parseResourceId(text);
  return id === undefined ? undefined : toScope(id);
}
