import { compareVersions } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../json-value.ts';
import { refuse } from '../../refuse.ts';
import type { CompanionInput, CompleteInput } from '../../resource-type.ts';

/** How a version may be called: what it is. */
export const VERSION_NAME = {
  test: /^\d+\.\d+\.\d+(-[a-z]+)?$/i,
  says: 'it is a version such as 1.0.0 or 1.0.0-preview',
} as const;

/** The properties of a version, given the name that it has in the URL. Throws where they say another one. */
export function versionProperties(body: JsonObject, { id }: CompleteInput): JsonObject {
  const { versions: _, ...given } = objectAt(body, 'properties');
  const version = textAt(given, 'version') ?? id.name;
  if (version.toLowerCase() === id.name.toLowerCase()) return { ...given, version: id.name };
  throw refuse(
    'InvalidRequestContent',
    `The version in the content is '${version}', in the URL '${id.name}'.`,
    '/properties/version',
  );
}

/** What a definition or initiative leaves behind that gets another version: the one before, as a resource of its own. */
export function keptVersion(
  after: Resource,
  before: Resource | undefined,
  input: CompanionInput,
): readonly Resource[] {
  if (before === undefined || versionOf(before) === versionOf(after)) return [];
  return isCustom(before) ? [asVersion(before, input)] : [];
}

/** What a new version does to the definition or initiative that it is of: a newer one becomes the current one, and the one before is kept. */
export function promoted(version: Resource, input: CompanionInput): readonly Resource[] {
  const { parent, newId } = input;
  if (parent === undefined || compareVersions(versionOf(version), versionOf(parent)) <= 0) return [];
  const { lastModifiedBy, lastModifiedByType, lastModifiedAt } = version.systemData;
  const properties = { ...objectAt(version.body, 'properties'), versions: [versionOf(version)] };
  const current: Resource = {
    ...parent,
    body: { properties },
    etag: newId(),
    apiVersion: version.apiVersion,
    systemData: { ...parent.systemData, lastModifiedBy, lastModifiedByType, lastModifiedAt },
  };
  return [current, asVersion(parent, input)];
}

/** The key of the definition or initiative that a version (by key) is of. */
export function parentKeyOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/versions/'));
}

/** Throws for the version that the definition or initiative itself shows: it goes with that, or when another one is current. */
export function checkNotCurrent(version: Pick<Resource, 'name'>, current: string | undefined): void {
  if (current?.toLowerCase() !== version.name.toLowerCase()) return;
  const message = `'${version.name}' is the current version. Make another one current, or delete it with all its versions.`;
  throw refuse('PolicyDefinitionVersionInUse', message);
}

function asVersion(resource: Resource, { newId }: CompanionInput): Resource {
  const name = versionOf(resource);
  const { versions: _, ...properties } = objectAt(resource.body, 'properties');
  return {
    ...resource,
    id: `${resource.id}/versions/${name}`,
    key: `${resource.key}/versions/${name.toLowerCase()}`,
    type: `${resource.type}/versions`,
    name,
    body: { properties },
    etag: newId(),
    instanceId: newId(),
  };
}

function versionOf({ body }: Resource): string {
  return textAt(objectAt(body, 'properties'), 'version') ?? '1.0.0';
}

function isCustom({ body }: Resource): boolean {
  return textAt(objectAt(body, 'properties'), 'policyType') === 'Custom';
}
