import {
  applyChanges,
  createSnapshot,
  type PolicyAssignment,
  type PolicyDefinition,
  type Snapshot,
  type SnapshotChange,
  type TypeTable,
} from '@sluice/engine';
import type { JsonObject, JsonValue } from '@sluice/language';
import type { Corpus } from './corpus.ts';
import { exampleOf } from './example-of-schema.ts';

/** Where all of them are assigned. */
export const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001';

/** A snapshot with every definition that judges ARM resources assigned to one subscription; `tracked` are types that mode Indexed sees. */
export function assignCorpus({ definitions, vocabulary }: Corpus, tracked: readonly string[]): Snapshot {
  const types: TypeTable = new Map(
    tracked.map(type => [type.toLowerCase(), { type, tracked: true, judged: true }] as const),
  );
  const changes = definitions.flatMap(({ path, content }, index): readonly SnapshotChange[] => {
    const document = content['properties'] as JsonObject;
    const mode = typeof document['mode'] === 'string' ? document['mode'] : 'Indexed';
    if (!['all', 'indexed'].includes(mode.toLowerCase())) return [];
    const definition: PolicyDefinition = {
      id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyDefinitions/d${index}`,
      name: path,
      policyType: 'BuiltIn',
      mode,
      version: '1.0.0',
      document,
    };
    return [
      { kind: 'policyDefinition', key: definition.id.toLowerCase(), record: definition },
      assignmentOf(definition, index, document),
    ];
  });
  return applyChanges(createSnapshot(types, vocabulary), 1, changes);
}

function assignmentOf(definition: PolicyDefinition, index: number, document: JsonObject): SnapshotChange {
  const id = `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyAssignments/a${index}`;
  const record: PolicyAssignment = {
    id,
    name: `a${index}`,
    scope: SUBSCRIPTION,
    notScopes: [],
    policyDefinitionId: definition.id,
    parameters: valuesFor(document),
    enforcementMode: 'Default',
    nonComplianceMessages: [],
    instanceId: `a${index}`,
  };
  return { kind: 'policyAssignment', key: id.toLowerCase(), record };
}

type Declaration = {
  readonly type: string;
  readonly defaultValue?: JsonValue;
  readonly allowedValues?: readonly JsonValue[];
  readonly schema?: JsonValue;
};

/** A value for every parameter without a default. */
export function valuesFor(document: JsonObject): JsonObject {
  const declared = Object.entries((document['parameters'] ?? {}) as Readonly<Record<string, Declaration>>);
  return Object.fromEntries(
    declared
      .filter(([, { defaultValue }]) => defaultValue === undefined)
      .map(([name, each]) => [name, valueFor(each)]),
  );
}

function valueFor({ type, allowedValues, schema }: Declaration): JsonValue {
  const [allowed] = allowedValues ?? [];
  const isArray = type.toLowerCase() === 'array';
  if (allowed !== undefined) return isArray ? [allowed] : allowed;
  const values: Readonly<Record<string, JsonValue>> = {
    array: ['x'],
    object: exampleOf(schema ?? {}),
    boolean: true,
    integer: 1,
    float: 1,
  };
  return values[type.toLowerCase()] ?? 'x';
}
