/** `/subscriptions/{id}` */
export function subscriptionIdOf(subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}`;
}

/** `/subscriptions/{id}/resourceGroups/{name}` */
export function resourceGroupIdOf(subscriptionId: string, name: string): string {
  return `${subscriptionIdOf(subscriptionId)}/resourceGroups/${name}`;
}

/** `/providers/Microsoft.Management/managementGroups/{name}` */
export function managementGroupIdOf(name: string): string {
  return `/providers/Microsoft.Management/managementGroups/${name}`;
}

/**
 * The id of a resource of `type` (`namespace/type/child`) at a scope, one name per type segment; the scope may be any resource.
 *
 * Throws `RangeError` when names and type segments differ in number: that is a mistake of the caller.
 */
export function resourceIdOf(scopeId: string, type: string, ...names: readonly string[]): string {
  const [namespace = '', ...types] = type.split('/');
  if (types.length === 0 || types.length !== names.length) {
    throw new RangeError(`${type} takes ${types.length} names, not ${names.length}`);
  }
  return types.reduce(
    (id, segment, index) => joinId(id, segment, names[index] ?? ''),
    `${scopeId}/providers/${namespace}`,
  );
}

/** `parent` with further segments, one slash between each; a trailing slash of `parent` is dropped. */
export function joinId(parent: string, ...segments: readonly string[]): string {
  return [parent.replace(/\/+$/, ''), ...segments].join('/');
}
