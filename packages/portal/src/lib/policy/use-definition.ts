import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../arm.ts';
import { isObject, listAt, objectAt, textAt } from '../json.ts';
import { type DefinitionKind, type DefinitionSummary, readDefinitionSummary } from './definition-summary.ts';
import { type PolicyParameter, readParameters } from './parameters.ts';

/** A definition or an initiative with everything that it says. */
export type Definition = DefinitionSummary & {
  readonly parameters: readonly PolicyParameter[];
  /** Newest first; the current one among them. */
  readonly versions: readonly string[];
  readonly createdBy: string | undefined;
  readonly createdAt: string | undefined;
  readonly updatedBy: string | undefined;
  /** As the API gives it. */
  readonly properties: JsonObject;
  /** Of what is stored now; undefined for a version of it. */
  readonly etag: string | undefined;
};

export const DEFINITION_KEY = 'definition';

/** The definition or initiative of an id, as it is now or in one of its versions. Nothing is read without an id. */
export function useDefinition(id: string | undefined, version?: string | undefined) {
  return useQuery({
    queryKey: [DEFINITION_KEY, id?.toLowerCase(), version ?? ''],
    queryFn: () => getDefinition(id ?? '', version),
    enabled: id !== undefined && id !== '',
    staleTime: 30_000,
  });
}

/** A definition as one of its versions has it, and which its versions are; as it is now without a version. */
export function useDefinitionVersion(id: string | undefined, version: string | undefined) {
  const current = useDefinition(id);
  const isOther = version !== undefined && current.data !== undefined && version !== current.data.version;
  const other = useDefinition(isOther ? id : undefined, version);
  const shown = isOther ? other : current;
  return {
    data: shown.data &&
      current.data && {
        ...shown.data,
        versions: current.data.versions,
        currentVersion: current.data.version,
      },
    error: shown.error,
    isPending: shown.isPending,
    refetch: shown.refetch,
  };
}

export async function getDefinition(id: string, version?: string): Promise<Definition> {
  const answer = await arm().get(version === undefined ? id : `${id}/versions/${version}`, API.policy);
  const definition = readDefinition(id, isObject(answer.body) ? answer.body : {});
  return version === undefined ? { ...definition, etag: answer.header('etag') } : definition;
}

/** Reads what the API answers for an id; a version of it is shown as the definition that it is of. */
export function readDefinition(id: string, item: JsonObject): Definition {
  const properties = objectAt(item, 'properties');
  const systemData = objectAt(item, 'systemData');
  const summary = readDefinitionSummary(kindOfId(id), {
    ...item,
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
  });
  return {
    ...summary,
    parameters: readParameters(properties),
    versions: versionsIn(properties, summary.version),
    createdBy: textAt(systemData, 'createdBy'),
    createdAt: textAt(systemData, 'createdAt'),
    updatedBy: textAt(systemData, 'lastModifiedBy'),
    properties,
    etag: undefined,
  };
}

/** What an id is of. */
export function kindOfId(id: string): DefinitionKind {
  return /\/policySetDefinitions\//i.test(id) ? 'initiative' : 'policy';
}

function versionsIn(properties: JsonObject, current: string): readonly string[] {
  const versions = listAt(properties, 'versions').filter(each => typeof each === 'string');
  return versions.length === 0 ? [current] : versions;
}
