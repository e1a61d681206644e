import {
  applyChanges,
  createSnapshot,
  type PolicyDefinition,
  type PolicySetDefinition,
  type Snapshot,
  type SnapshotChange,
  type TypeTable,
} from '@sluice/engine';
import { createVocabulary, type JsonObject, type JsonValue } from '@sluice/language';
import { toPolicySetDefinition } from '@sluice/providers/types';
import type { Corpus, CorpusFile } from './corpus.ts';
import { SUBSCRIPTION, valuesFor } from './corpus-snapshot.ts';

/** An initiative that is assigned, with what its members may do. */
export type AssignedInitiative = {
  readonly scope: string;
  readonly assignmentKey: string;
  readonly initiative: PolicySetDefinition;
};

/** The public cloud's initiatives whose members are all there, the largest first. */
export function initiativesOf({ initiatives }: Corpus): readonly PolicySetDefinition[] {
  return initiatives
    .filter(({ path }) => !path.includes('Azure Government'))
    .map(({ content }) => toInitiative(content))
    .sort((one, other) => other.members.length - one.members.length || (one.id < other.id ? -1 : 1));
}

/**
 * A snapshot with each of these initiatives assigned to a resource group of its own (`g0`, `g1` ...), their parameters without default
 * made up. `tracked` are the types that mode Indexed sees; the data-plane modes are those that Sluice governs.
 */
export function assignInitiatives(
  corpus: Corpus,
  initiatives: readonly PolicySetDefinition[],
  tracked: Iterable<string>,
): { readonly snapshot: Snapshot; readonly assigned: readonly AssignedInitiative[] } {
  const types: TypeTable = new Map(
    [...tracked].map(type => [type.toLowerCase(), { type, tracked: true, judged: true }] as const),
  );
  const assigned = initiatives.map((initiative, index) => ({
    initiative,
    scope: groupOf(index),
    assignmentKey: `${groupOf(index)}/providers/microsoft.authorization/policyassignments/i`.toLowerCase(),
  }));
  const changes: readonly SnapshotChange[] = [
    ...definitionChanges(corpus.definitions),
    ...initiatives.map(
      (record): SnapshotChange => ({ kind: 'policySetDefinition', key: record.id.toLowerCase(), record }),
    ),
    ...assigned.map(
      ({ initiative, scope, assignmentKey }): SnapshotChange => ({
        kind: 'policyAssignment',
        key: assignmentKey,
        record: {
          id: assignmentKey,
          name: initiative.name,
          scope,
          notScopes: [],
          policyDefinitionId: initiative.id,
          parameters: valuesFor({ parameters: initiative.parameters }),
          enforcementMode: 'Default',
          nonComplianceMessages: [],
          instanceId: assignmentKey,
        },
      }),
    ),
  ];
  const vocabulary = createVocabulary({
    aliases: corpus.aliases,
    dataModes: (corpus.vocabulary.dataModes ?? []).filter(({ mode }) => GOVERNED.has(mode)),
    tracked: new Map([...types.values()].map(({ type, tracked: isTracked }) => [type, isTracked])),
  });
  return { snapshot: applyChanges(createSnapshot(types, vocabulary), 1, changes), assigned };
}

const GOVERNED: ReadonlySet<string> = new Set([
  'Microsoft.MachineLearningServices.v2.Data',
  'Microsoft.CognitiveServices.Data',
]);

/** The group that the initiative at this place of the list is assigned to. */
export function groupOf(index: number): string {
  return `${SUBSCRIPTION}/resourceGroups/g${index}`;
}

/** By name, the public cloud's where the government's repeats it. */
function definitionChanges(files: readonly CorpusFile[]): readonly SnapshotChange[] {
  const byName = new Map<string, CorpusFile>();
  for (const file of files) {
    const name = String(file.content['name']);
    if (!byName.has(name) || !file.path.includes('Azure Government')) byName.set(name, file);
  }
  return [...byName].map(([name, { content }]) => {
    const document = content['properties'] as JsonObject;
    const { mode, version } = document;
    const record: PolicyDefinition = {
      id: `/providers/Microsoft.Authorization/policyDefinitions/${name}`,
      name,
      policyType: 'BuiltIn',
      mode: typeof mode === 'string' ? mode : 'Indexed',
      version: typeof version === 'string' ? version : '1.0.0',
      document,
    };
    return { kind: 'policyDefinition', key: record.id.toLowerCase(), record };
  });
}

function toInitiative(content: JsonObject): PolicySetDefinition {
  const name = String(content['name']);
  const properties = content['properties'] as JsonObject;
  const members = (properties['policyDefinitions'] as readonly JsonObject[]).map(
    (member, index): JsonValue => ({
      policyDefinitionReferenceId: String(index),
      ...member,
    }),
  );
  return toPolicySetDefinition({
    id: `/providers/Microsoft.Authorization/policySetDefinitions/${name}`,
    name,
    body: { properties: { ...properties, policyDefinitions: members } },
  });
}
