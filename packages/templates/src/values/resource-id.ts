/** An id in the parts that a deployment needs; `type` and `name` have as many segments as each other, less the namespace. */
export type ResourceIdParts = { readonly scopeId: string; readonly type: string; readonly name: string };

const RESOURCE_GROUP = 'microsoft.resources/resourcegroups';
const GROUP_ID = /^(\/subscriptions\/[^/]+)\/resourceGroups\/([^/]+)$/i;

/**
 * The id of a resource: `Microsoft.Sql/servers/databases` and `['s', 'd']` under a scope. A resource group has the id
 * that it has everywhere, without a provider. Undefined unless there is one name for each segment of the type.
 */
export function formatResourceId(
  scopeId: string,
  type: string,
  names: readonly string[],
): string | undefined {
  const [namespace, ...types] = type.split('/');
  if (types.length === 0 || types.length !== names.length) return undefined;
  if ([namespace, ...types, ...names].includes('')) return undefined;
  if (type.toLowerCase() === RESOURCE_GROUP && /^\/subscriptions\/[^/]+$/i.test(scopeId))
    return `${scopeId}/resourceGroups/${names[0]}`;
  return `${scopeId}/providers/${namespace}${types.map((segment, index) => `/${segment}/${names[index]}`).join('')}`;
}

/** The parts of an id, the last provider in it counting; undefined for what is none. */
export function splitResourceId(id: string): ResourceIdParts | undefined {
  const [, subscription, group] = GROUP_ID.exec(id) ?? [];
  if (subscription !== undefined && group !== undefined)
    return { scopeId: subscription, type: 'Microsoft.Resources/resourceGroups', name: group };
  const start = id.toLowerCase().lastIndexOf('/providers/');
  if (start < 0) return undefined;
  const [namespace = '', ...segments] = id.slice(start + '/providers/'.length).split('/');
  if (segments.length < 2 || segments.length % 2 !== 0 || segments.includes('')) return undefined;
  return {
    scopeId: id.slice(0, start),
    type: [namespace, ...segments.filter((_, index) => index % 2 === 0)].join('/'),
    name: segments.filter((_, index) => index % 2 === 1).join('/'),
  };
}
