import type { JsonObject } from '@sluice/arm/protocol';
import { listAt, objectsAt, textAt } from '../../../lib/json.ts';
import { readMembers, writeMember } from './member.ts';

/** Members that a report shows together: the controls of a standard. */
export type Group = {
  readonly name: string;
  readonly displayName: string;
  readonly category: string;
  readonly description: string;
};

export function readGroups(document: JsonObject): readonly Group[] {
  return objectsAt(document, 'policyDefinitionGroups').map(group => ({
    name: textAt(group, 'name') ?? '',
    displayName: textAt(group, 'displayName') ?? '',
    category: textAt(group, 'category') ?? '',
    description: textAt(group, 'description') ?? '',
  }));
}

/** Adds a group; the document as it is when there is one of that name, in any letter case, or it has none. */
export function addGroup(document: JsonObject, name: string): JsonObject {
  if (name === '' || readGroups(document).some(group => isSame(group.name, name))) return document;
  return { ...document, policyDefinitionGroups: [...listAt(document, 'policyDefinitionGroups'), { name }] };
}

/** Says something else of a group, or nothing where the text is empty. Its name stays: members refer to it. */
export function changeGroup(
  document: JsonObject,
  name: string,
  changes: Partial<Omit<Group, 'name'>>,
): JsonObject {
  return {
    ...document,
    policyDefinitionGroups: objectsAt(document, 'policyDefinitionGroups').map(group => {
      if (!isSame(textAt(group, 'name') ?? '', name)) return group;
      const entries = Object.entries({ ...group, ...changes }).filter(([, value]) => value !== '');
      return Object.fromEntries(entries) as JsonObject;
    }),
  };
}

/** Takes a group away, from its members too. */
export function removeGroup(document: JsonObject, name: string): JsonObject {
  const { policyDefinitionGroups: _, ...others } = document;
  const groups = objectsAt(document, 'policyDefinitionGroups').filter(
    group => !isSame(textAt(group, 'name') ?? '', name),
  );
  const members = readMembers(document);
  return {
    ...others,
    policyDefinitions: objectsAt(document, 'policyDefinitions').map((before, index) => {
      const member = members[index];
      if (member === undefined || !member.groupNames.some(each => isSame(each, name))) return before;
      return writeMember(
        { ...member, groupNames: member.groupNames.filter(each => !isSame(each, name)) },
        before,
      );
    }),
    ...(groups.length === 0 ? {} : { policyDefinitionGroups: groups }),
  };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
