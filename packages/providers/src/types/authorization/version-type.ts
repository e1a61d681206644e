import type { Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../resource-type.ts';
import { type Versioned, withoutVersion, withVersion } from './merge-versions.ts';
import {
  checkNotCurrent,
  parentKeyOf,
  promoted,
  VERSION_NAME,
  versionProperties,
} from './version-resource.ts';
import { POLICY_VERSIONS } from './versions.ts';

/** What the versions are of: definitions or initiatives. */
type VersionsOf<T> = {
  readonly type: string;
  readonly shape: ResourceType['shape'];
  readonly complete: (body: JsonObject, input: CompleteInput) => JsonObject;
  readonly toRecord: (version: Resource) => T;
  readonly known: (snapshot: Snapshot) => ReadonlyMap<string, T>;
  readonly toChange: (key: string, record: T) => SnapshotChange;
};

/** The versions of a definition or initiative that are fixed. The current one is shown under its version too, fixed or not. */
export function versionType<T extends Versioned<T>>(of: VersionsOf<T>): ResourceType {
  return {
    type: `${of.type}/versions`,
    apiVersions: POLICY_VERSIONS.filter(version => version >= '2023'),
    scopes: ['tenant', 'managementGroup', 'subscription'],
    parent: of.type,
    verbs: ['get', 'put', 'delete', 'list'],
    deleteAnswer: 'object',
    notFoundCode: 'PolicyDefinitionVersionNotFound',
    shape: of.shape,
    tracked: false,
    judged: false,
    namePattern: VERSION_NAME,
    complete: (body, input) => {
      const completed = of.complete({ properties: versionProperties(body, input) }, input);
      const { versions: _, ...properties } = objectAt(completed, 'properties');
      return { properties };
    },
    companions: (version, _, input) => promoted(version, input),
    changesOf: (after, before, _, snapshot) => {
      const version = after ?? before;
      const key = parentKeyOf(version?.key ?? '');
      const known = of.known(snapshot).get(key);
      if (version === undefined || known === undefined) return [];
      const record = after ? withVersion(known, of.toRecord(after)) : withoutVersion(known, version.name);
      return [of.toChange(key, record)];
    },
    checkDelete: (version, snapshot) =>
      checkNotCurrent(version, of.known(snapshot).get(parentKeyOf(version.key))?.version),
  };
}
