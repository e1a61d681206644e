import type { JsonObject } from '@sluice/language';
import { aliasToWire } from '../alias-to-wire.ts';
import type { ResourceType } from '../resource-type.ts';
import { RESOURCE_TYPES } from './registry.ts';
import { LOCATIONS } from './resources/locations.ts';

/** The namespaces of all types, in the order they are registered. */
export function providerNamespaces(): readonly string[] {
  return [...new Set(RESOURCE_TYPES.map(({ type }) => namespaceOf(type)))];
}

/**
 * One resource provider as `GET /providers/{namespace}` shows it, and `POST .../register` answers; undefined for a namespace that
 * nothing here is of. `expandAliases` is `$expand=resourceTypes/aliases`. With a subscription the id is below it.
 */
export function providerDocument(
  namespace: string,
  expandAliases: boolean,
  subscriptionId?: string,
): JsonObject | undefined {
  const name = providerNamespaces().find(candidate => candidate.toLowerCase() === namespace.toLowerCase());
  if (name === undefined) return undefined;
  return {
    id:
      subscriptionId === undefined
        ? `/providers/${name}`
        : `/subscriptions/${subscriptionId}/providers/${name}`,
    namespace: name,
    registrationState: 'Registered',
    registrationPolicy: 'RegistrationFree',
    resourceTypes: RESOURCE_TYPES.filter(({ type }) => namespaceOf(type) === name).map(type =>
      toResourceType(type, expandAliases),
    ),
  };
}

function toResourceType(type: ResourceType, expandAliases: boolean): JsonObject {
  return {
    resourceType: type.type.slice(type.type.indexOf('/') + 1),
    locations: type.tracked ? LOCATIONS.map(({ displayName }) => displayName) : [],
    apiVersions: type.apiVersions,
    defaultApiVersion: defaultVersionOf(type),
    capabilities: type.tracked ? 'SupportsTags, SupportsLocation' : 'None',
    ...(expandAliases ? { aliases: (type.aliases ?? []).map(aliasToWire) } : {}),
  };
}

/** The newest version that is not a preview; the newest of all where there is none. */
function defaultVersionOf({ apiVersions }: ResourceType): string {
  return apiVersions.find(version => !version.includes('-preview')) ?? apiVersions[0] ?? '';
}

function namespaceOf(type: string): string {
  return type.slice(0, type.indexOf('/'));
}
