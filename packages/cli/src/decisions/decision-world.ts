import { parseResourceId } from '@sluice/arm/ids';
import { applyChanges, createSnapshot, type Snapshot } from '@sluice/engine';
import type { PolicyAssignment, PolicyDefinition, Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { prepare, toArm } from '@sluice/providers/prepare';
import { createProviderVocabulary, createTypeTable, findType } from '@sluice/providers/types';
import type {
  CaseAssignment,
  CaseDefinition,
  CaseWorld,
  DecisionCase,
  DecisionFile,
} from './decision-case.ts';
import { definitionIdOf, definitionNamed, idOf, initiativesOf } from './decision-file.ts';

/** When the cases happen. */
export const NOW = '2026-01-01T00:00:00.000Z';
const ANYBODY = {
  tenantId: '00000000-0000-0000-0000-00000000000a',
  callerId: '00000000-0000-0000-0000-00000000000b',
};

/** The world without policies. */
export function emptyWorld(place: CaseWorld): Snapshot {
  const changes = Object.entries(place.scopes).map(([name, { kind, id, parent }]): SnapshotChange => {
    const document: JsonObject = { id, name };
    const above = parent === undefined ? {} : { parent: idOf(parent, place) };
    return { kind: 'scope', key: id.toLowerCase(), record: { kind, id, name, document, ...above } };
  });
  return applyChanges(createSnapshot(createTypeTable(), createProviderVocabulary()), 1, changes);
}

/** The definitions that are assigned: the file's own, and built-ins. */
export function definitionChanges(
  assign: readonly CaseAssignment[],
  file: DecisionFile,
): readonly SnapshotChange[] {
  const members = Object.values(file.initiatives ?? {}).flatMap(each => each.policyDefinitions);
  const names = new Set([...assign, ...members].map(({ definition }) => definition));
  return [...names].flatMap(name => {
    const definition = definitionNamed(name, file);
    if (!definition) return [];
    const record = toRecord(definition);
    return [{ kind: 'policyDefinition' as const, key: record.id.toLowerCase(), record }];
  });
}

/** The changes that assign what a case assigns. */
export function assignmentChanges(
  assign: readonly CaseAssignment[],
  file: DecisionFile,
): readonly SnapshotChange[] {
  return assign.map(given => {
    const scope = idOf(given.at, file.place);
    const id = `${scope}/providers/Microsoft.Authorization/policyAssignments/${given.name}`;
    const record: PolicyAssignment = {
      id,
      name: given.name,
      scope,
      notScopes: (given.notScopes ?? []).map(each => idOf(each, file.place)),
      policyDefinitionId: definitionIdOf(given.definition, file),
      parameters: given.parameters ?? {},
      enforcementMode: given.enforcementMode ?? 'Default',
      nonComplianceMessages:
        given.messages ?? (given.message === undefined ? [] : [{ message: given.message }]),
      instanceId: given.name,
      ...(given.definitionVersion !== undefined && { definitionVersion: given.definitionVersion }),
      ...(given.resourceSelectors && { resourceSelectors: given.resourceSelectors }),
      ...(given.overrides && {
        overrides: given.overrides.map(each => ({ ...each, selectors: each.selectors ?? [] })),
      }),
    };
    return { kind: 'policyAssignment', key: id.toLowerCase(), record };
  });
}

/** The world with further versions of the file's definitions, and with its initiatives. */
export function withVersionsAndInitiatives(snapshot: Snapshot, file: DecisionFile): Snapshot {
  const versions = (file.versions ?? []).map(({ definition, properties }) => ({
    id: `${definitionIdOf(definition, file)}/versions/${properties['version']}`,
    body: { properties },
  }));
  return withPuts(snapshot, [...versions, ...initiativesOf(file)]);
}

/** The world after PUTs, one after the other. */
export function withPuts(
  snapshot: Snapshot,
  puts: readonly { readonly id: string; readonly body: JsonObject }[],
): Snapshot {
  return puts.reduce(
    (world, { id, body }) => applyChanges(world, world.revision, changesOfPut(id, body, world)),
    snapshot,
  );
}

/** What the request asks to be judged, as the ARM door prepares it. */
export function prepared(
  { verb, resource, body, stored }: DecisionCase['request'],
  snapshot: Snapshot,
  place: CaseWorld,
) {
  const id = idOf(resource, place);
  const before = stored && prepareOne(id, 'PUT', stored, undefined, snapshot).resource;
  const { resource: after, tagsOnly } =
    verb === 'PUT' || verb === 'PATCH'
      ? prepareOne(id, verb, body ?? {}, before, snapshot)
      : { resource: before, tagsOnly: false };
  if (!after) throw new Error(`a ${verb} needs what is stored`);
  const arm = toArm(after);
  const facts = findType(after.type.toLowerCase())?.factsFor?.(arm, snapshot);
  return { resource: arm, facts, tagsOnly };
}

/** The resources that a case says are there, as ARM shows them. */
export function existing(
  { exists = [] }: DecisionCase,
  snapshot: Snapshot,
  place: CaseWorld,
): readonly JsonObject[] {
  return exists.map(({ resource, body }) =>
    toArm(prepareOne(idOf(resource, place), 'PUT', body, undefined, snapshot).resource),
  );
}

/** What a PUT of a resource changes in a snapshot. */
export function changesOfPut(id: string, body: JsonObject, snapshot: Snapshot): readonly SnapshotChange[] {
  const { resource } = prepareOne(id, 'PUT', body, undefined, snapshot);
  const type = findType(resource.type.toLowerCase());
  return type?.changesOf?.(resource, undefined, snapshot.facts, snapshot) ?? [];
}

function prepareOne(
  id: string,
  verb: 'PUT' | 'PATCH',
  body: JsonObject,
  stored: Resource | undefined,
  snapshot: Snapshot,
) {
  const parsed = parseResourceId(id);
  const type = parsed && findType(parsed.typeKey);
  if (!parsed || !type) throw new Error(`no resource type has the id '${id}'`);
  const newId = () => '00000000-0000-0000-0000-00000000000c';
  const complete = { id: parsed, stored, now: NOW, ...ANYBODY, newId, snapshot };
  return prepare(type, { id: parsed, verb, body, stored, apiVersion: '2024-10-01', complete, etag: 'e' });
}

function toRecord({ id, name, properties }: CaseDefinition): PolicyDefinition {
  const { mode, version, policyType } = properties;
  return {
    id,
    name,
    policyType: policyType === 'BuiltIn' ? 'BuiltIn' : 'Custom',
    mode: typeof mode === 'string' ? mode : '',
    version: typeof version === 'string' ? version : '1.0.0',
    document: properties,
  };
}
