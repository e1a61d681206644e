import type { TypeAliases } from '@sluice/engine/model';
import type { Alias, JsonObject } from '@sluice/language';
import { aliasToWire } from '../alias-to-wire.ts';
import type { ResourceType } from '../resource-type.ts';
import { findType, RESOURCE_TYPES } from './registry.ts';
import { LOCATIONS } from './resources/locations.ts';

/** Imported aliases by resource type in lower case. */
export type ImportedAliases = ReadonlyMap<string, TypeAliases>;

const NOTHING: ImportedAliases = new Map();
const OWN_NAMESPACES: readonly string[] = [...new Set(RESOURCE_TYPES.map(({ type }) => namespaceOf(type)))];

/** The namespaces of all types, in the order they are registered, then those of which only aliases were imported, by name. */
export function providerNamespaces(imported: ImportedAliases = NOTHING): readonly string[] {
  const known = new Set(OWN_NAMESPACES.map(name => name.toLowerCase()));
  const others = new Map<string, string>();
  for (const { type } of imported.values()) {
    const name = namespaceOf(type);
    const key = name.toLowerCase();
    // Azure's list spells some in several ways: the first by character code is taken.
    if (!known.has(key) && name < (others.get(key) ?? '~')) others.set(key, name);
  }
  return [...OWN_NAMESPACES, ...[...others].sort().map(([, name]) => name)];
}

/**
 * One resource provider as `GET /providers/{namespace}` shows it, and `POST .../register` answers; undefined for a namespace that
 * nothing here is of. `expandAliases` is `$expand=resourceTypes/aliases`: it shows imported aliases too, and the types that nothing
 * but aliases are known of. With a subscription the id is below it.
 */
export function providerDocument(
  namespace: string,
  expandAliases: boolean,
  subscriptionId?: string,
  imported: ImportedAliases = NOTHING,
): JsonObject | undefined {
  const shown = expandAliases ? imported : NOTHING;
  const key = namespace.toLowerCase();
  const name = providerNamespaces(shown).find(candidate => candidate.toLowerCase() === key);
  if (name === undefined) return undefined;
  const isOwn = OWN_NAMESPACES.includes(name);
  return {
    id:
      subscriptionId === undefined
        ? `/providers/${name}`
        : `/subscriptions/${subscriptionId}/providers/${name}`,
    namespace: name,
    registrationState: isOwn ? 'Registered' : 'NotRegistered',
    registrationPolicy: 'RegistrationFree',
    resourceTypes: [
      ...RESOURCE_TYPES.filter(({ type }) => namespaceOf(type) === name).map(type =>
        toResourceType(type, expandAliases, shown),
      ),
      ...otherTypes(key, shown),
    ],
  };
}

/** Types of the namespace that nothing but aliases are known of, in the order of their names. */
function otherTypes(namespaceKey: string, imported: ImportedAliases): readonly JsonObject[] {
  return [...imported.keys()]
    .filter(key => key.startsWith(`${namespaceKey}/`) && findType(key) === undefined)
    .sort()
    .flatMap(key => {
      const record = imported.get(key);
      if (record === undefined) return [];
      const resourceType = record.type.slice(record.type.indexOf('/') + 1);
      return [{ resourceType, locations: [], apiVersions: [], aliases: record.aliases.map(aliasToWire) }];
    });
}

/** The type's own aliases, and those imported that it does not have itself. */
function aliasesOf({ type, aliases = [] }: ResourceType, imported: ImportedAliases): readonly Alias[] {
  const more = imported.get(type.toLowerCase())?.aliases ?? [];
  if (more.length === 0) return aliases;
  const own = new Set(aliases.map(({ name }) => name.toLowerCase()));
  return [...aliases, ...more.filter(({ name }) => !own.has(name.toLowerCase()))];
}

function toResourceType(type: ResourceType, expandAliases: boolean, imported: ImportedAliases): JsonObject {
  return {
    resourceType: type.type.slice(type.type.indexOf('/') + 1),
    locations: type.tracked ? LOCATIONS.map(({ displayName }) => displayName) : [],
    apiVersions: type.apiVersions,
    defaultApiVersion: defaultVersionOf(type),
    capabilities: type.tracked ? 'SupportsTags, SupportsLocation' : 'None',
    ...(expandAliases ? { aliases: aliasesOf(type, imported).map(aliasToWire) } : {}),
  };
}

/** The newest version that is not a preview; the newest of all where there is none. */
function defaultVersionOf({ apiVersions }: ResourceType): string {
  return apiVersions.find(version => !version.includes('-preview')) ?? apiVersions[0] ?? '';
}

function namespaceOf(type: string): string {
  return type.slice(0, type.indexOf('/'));
}
