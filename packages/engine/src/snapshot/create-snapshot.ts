import type { Vocabulary } from '@sluice/language';
import { keyOf } from '../scope/ancestry.ts';
import { createFactTable } from './fact-table.ts';
import { GroupedMap } from './grouped-map.ts';
import { PersistentMap } from './persistent-map.ts';
import { EMPTY_INDEX } from './policy-index.ts';
import { createProgramCache } from './programs.ts';
import type { Snapshot, TypeTable } from './snapshot.ts';
import { toSnapshot } from './state.ts';

/** A snapshot of revision 0 that holds nothing: nobody may do anything, and nothing is refused by policy. */
export function createSnapshot(types: TypeTable, vocabulary: Vocabulary): Snapshot {
  return toSnapshot({
    revision: 0,
    types,
    ownVocabulary: vocabulary,
    binder: { programs: createProgramCache(), vocabulary },
    scopes: PersistentMap.empty(),
    definitions: PersistentMap.empty(),
    initiatives: PersistentMap.empty(),
    assignments: PersistentMap.empty(),
    exemptions: GroupedMap.empty(({ policyAssignmentId }) => keyOf(policyAssignmentId)),
    enrollments: GroupedMap.empty(({ policyAssignmentId }) => keyOf(policyAssignmentId)),
    attestations: GroupedMap.empty(({ scope }) => keyOf(scope)),
    principals: PersistentMap.empty(),
    roleDefinitions: PersistentMap.empty(),
    roleAssignments: PersistentMap.empty(),
    facts: createFactTable(),
    settings: undefined,
    aliases: PersistentMap.empty(),
    index: EMPTY_INDEX,
  });
}
