/**
 * Key of the resource that this one is a child of, else of the scope it is at ('' is the tenant).
 *
 * Counted from the end by the type, since a resource may be named `providers`: a child type ends in one segment pair,
 * a top-level one in `/providers/namespace/type/name` (subscriptions, without the keyword, come out at the tenant too).
 */
export function parentKeyOf(key: string, type: string): string {
  const isChild = type.split('/').length > 2;
  return key
    .split('/')
    .slice(0, isChild ? -2 : -4)
    .join('/');
}

/** Key of the resource group a resource is in, else of its subscription, else '' (the tenant): what counters are kept by. */
export function scopeKeyOf(key: string): string {
  return /^\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?/.exec(key)?.[0] ?? '';
}
