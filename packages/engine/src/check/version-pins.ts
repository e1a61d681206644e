import type { PolicyAssignment } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { selectsReference } from '../snapshot/selectors.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { initiativesWith } from './initiatives-with.ts';

/** Somebody (an id) who uses a definition or initiative, and the version asked for; undefined: the current one. */
export type Pin = { readonly by: string; readonly pattern: string | undefined };

/** Every use of a definition or initiative (key): by assignments, by members of initiatives, by overrides of either. */
export function pinsOf(snapshot: Snapshot, key: string): readonly Pin[] {
  const initiatives = initiativesWith(snapshot, key);
  const members = initiatives.flatMap(initiative =>
    [initiative, ...(initiative.otherVersions ?? [])].flatMap(({ members }) =>
      members
        .filter(({ policyDefinitionId }) => policyDefinitionId.toLowerCase() === key)
        .map(({ definitionVersion, policyDefinitionReferenceId }) => ({
          by: initiative.id,
          pattern: definitionVersion,
          reference: policyDefinitionReferenceId,
        })),
    ),
  );
  const assigned = [...snapshot.assignmentsUsing(key)].flatMap(user => snapshot.assignments.get(user) ?? []);
  return [
    ...assigned.flatMap(assignment => pinsOfAssignment(assignment, key, members)),
    ...members.map(({ by, pattern }) => ({ by, pattern })),
  ];
}

function pinsOfAssignment(
  assignment: PolicyAssignment,
  key: string,
  members: readonly { readonly by: string; readonly reference: string }[],
): readonly Pin[] {
  const { id: by, definitionVersion, overrides = [] } = assignment;
  const named = keyOf(assignment.policyDefinitionId);
  const versions = overrides.filter(({ kind }) => kind === 'definitionVersion');
  const namesMembers = (override: (typeof overrides)[number]) =>
    override.selectors.some(({ kind }) => kind === 'policyDefinitionReferenceId');
  if (named === key) {
    const own = versions.filter(override => !namesMembers(override));
    return [{ by, pattern: definitionVersion }, ...own.map(({ value }) => ({ by, pattern: value }))];
  }
  return versions
    .filter(
      override =>
        namesMembers(override) &&
        members.some(
          member =>
            member.by.toLowerCase() === named && selectsReference(override.selectors, member.reference),
        ),
    )
    .map(({ value }) => ({ by, pattern: value }));
}
