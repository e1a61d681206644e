import { type ResourceId, resourceIdOf } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { refuse } from './refuse.ts';
import type { ResourceType } from './resource-type.ts';

/** Given by the URL or by the server alone, so never read from a body. */
const NOT_OF_THE_BODY = new Set(['id', 'name', 'type', 'systemdata', 'etag']);

/** The id with the type spelt as the house does; names and scope as they came. */
export function canonicalId(type: ResourceType, id: ResourceId): string {
  const isScopeOfTheTree = type.type.startsWith('Microsoft.Resources/');
  return isScopeOfTheTree ? id.id : resourceIdOf(id.scope.id, type.type, ...id.names);
}

/** The content without its envelope. Throws 400 where that contradicts the URL, which it may repeat in any letter case. */
export function withoutEnvelope(type: ResourceType, id: ResourceId, content: JsonObject): JsonObject {
  const expected = new Map<string, readonly string[]>([
    ['id', [canonicalId(type, id)]],
    ['name', [id.name, id.names.join('/')]],
    ['type', [type.type, type.wireType ?? type.type]],
  ]);
  for (const [name, value] of Object.entries(content)) {
    const words = expected.get(name.toLowerCase());
    if (words === undefined || value === null) continue;
    if (typeof value === 'string' && words.some(word => word.toLowerCase() === value.toLowerCase())) continue;
    const message = `The ${name.toLowerCase()} in the request content must be '${words[0]}', as in the URL.`;
    throw refuse('InvalidRequestContent', message, `/${name}`);
  }
  return Object.fromEntries(
    Object.entries(content).filter(([name]) => !NOT_OF_THE_BODY.has(name.toLowerCase())),
  );
}
