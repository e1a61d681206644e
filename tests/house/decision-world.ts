import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseResourceId } from '@sluice/arm/ids';
import { applyChanges, createSnapshot, type Snapshot } from '@sluice/engine';
import type {
  PolicyAssignment,
  PolicyDefinition,
  Resource,
  ScopeRecord,
  SnapshotChange,
} from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { prepare, toArm } from '@sluice/providers/prepare';
import { createProviderVocabulary, createTypeTable, findType } from '@sluice/providers/types';
import { parse } from 'yaml';

/** A file of conformance/decisions; see conformance/schema/decision-case.json. */
export type DecisionFile = {
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  readonly cases: readonly DecisionCase[];
};

/** One of its cases. */
export type DecisionCase = {
  readonly name: string;
  readonly assign: readonly CaseAssignment[];
  readonly request: {
    readonly verb: 'PUT' | 'PATCH' | 'DELETE' | 'SCAN';
    readonly resource: string;
    readonly body?: JsonObject;
    readonly stored?: JsonObject;
  };
  readonly expect: { readonly verdict: string; readonly results: readonly JsonObject[] };
};

type CaseAssignment = {
  readonly name: string;
  readonly at: string;
  readonly definition: string;
  readonly parameters?: JsonObject;
  readonly notScopes?: readonly string[];
  readonly enforcementMode?: 'Default' | 'DoNotEnforce';
  readonly message?: string;
  readonly arrivedAnyhow?: boolean;
};

type World = {
  readonly scopes: Readonly<Record<string, { kind: ScopeRecord['kind']; id: string; parent?: string }>>;
  readonly resources: Readonly<Record<string, string>>;
};

/** When the cases happen. */
export const NOW = '2026-01-01T00:00:00.000Z';
const ROOT = join(import.meta.dirname, '../..');
const WORLD: World = parse(readFileSync(join(ROOT, 'conformance/decisions-world.yaml'), 'utf8'));
const ANYBODY = {
  tenantId: '00000000-0000-0000-0000-00000000000a',
  callerId: '00000000-0000-0000-0000-00000000000b',
};
const STORE =
  '/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/policyDefinitions';

/** The id of a scope or resource that a case names by its word. */
export function idOf(word: string): string {
  return WORLD.scopes[word]?.id ?? WORLD.resources[word] ?? word;
}

/** The world without policies. */
export function emptyWorld(): Snapshot {
  const changes = Object.entries(WORLD.scopes).map(([name, { kind, id, parent }]): SnapshotChange => {
    const document: JsonObject = { id, name };
    const above = parent === undefined ? {} : { parent: idOf(parent) };
    return { kind: 'scope', key: id.toLowerCase(), record: { kind, id, name, document, ...above } };
  });
  return applyChanges(createSnapshot(createTypeTable(), createProviderVocabulary()), 1, changes);
}

/** The definitions that the file's cases assign: its own, and the built-ins that it names. */
export function definitionChanges(file: DecisionFile): readonly SnapshotChange[] {
  const names = new Set(file.cases.flatMap(each => each.assign.map(({ definition }) => definition)));
  return [...names].flatMap(name => {
    const record = definitionNamed(name, file);
    return record ? [{ kind: 'policyDefinition' as const, key: record.id.toLowerCase(), record }] : [];
  });
}

/** The changes that assign what a case assigns. */
export function assignmentChanges(file: DecisionFile, each: DecisionCase): readonly SnapshotChange[] {
  return each.assign.map(given => {
    const scope = idOf(given.at);
    const id = `${scope}/providers/Microsoft.Authorization/policyAssignments/${given.name}`;
    const record: PolicyAssignment = {
      id,
      name: given.name,
      scope,
      notScopes: (given.notScopes ?? []).map(idOf),
      policyDefinitionId: definitionNamed(given.definition, file)?.id ?? `${STORE}/${given.definition}`,
      parameters: given.parameters ?? {},
      enforcementMode: given.enforcementMode ?? 'Default',
      nonComplianceMessages: given.message === undefined ? [] : [{ message: given.message }],
      instanceId: given.name,
    };
    return { kind: 'policyAssignment', key: id.toLowerCase(), record };
  });
}

/** What the request asks to be judged, as the ARM door prepares it. */
export function prepared({ verb, resource, body, stored }: DecisionCase['request'], snapshot: Snapshot) {
  const before = stored && prepareOne(idOf(resource), 'PUT', stored, undefined, snapshot).resource;
  const { resource: after, tagsOnly } =
    verb === 'PUT' || verb === 'PATCH'
      ? prepareOne(idOf(resource), verb, body ?? {}, before, snapshot)
      : { resource: before, tagsOnly: false };
  if (!after) throw new Error(`a ${verb} needs what is stored`);
  const arm = toArm(after);
  const facts = findType(after.type.toLowerCase())?.factsFor?.(arm, snapshot);
  return { resource: arm, facts, tagsOnly };
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

function definitionNamed(name: string, { definitions }: DecisionFile): PolicyDefinition | undefined {
  const own = definitions?.[name];
  if (own) return toRecord({ id: `${STORE}/${name}`, name, properties: { policyType: 'Custom', ...own } });
  const path = join(ROOT, 'packages/content/definitions', `${name}.json`);
  return existsSync(path) ? toRecord(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

function toRecord(file: { id: string; name: string; properties: JsonObject }): PolicyDefinition {
  const { mode, version, policyType } = file.properties;
  return {
    id: file.id,
    name: file.name,
    policyType: policyType === 'BuiltIn' ? 'BuiltIn' : 'Custom',
    mode: typeof mode === 'string' ? mode : '',
    version: typeof version === 'string' ? version : '1.0.0',
    document: file.properties,
  };
}
