import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from './arm.ts';
import { nameOfId, scopeOfId } from './format/id.ts';
import { objectAt, textAt } from './json.ts';
import { getAll } from './pages.ts';

/** What pages that are about something else say of an assignment. */
export type AssignmentName = {
  readonly id: string;
  readonly displayName: string;
  readonly scope: string;
  readonly definitionId: string;
  readonly isEnforced: boolean;
  /** ISO 8601. */
  readonly createdOn: string | undefined;
};

/** The assignments at a scope, above and below it, by their ids in lower case. */
export function useAssignmentNames(scope: string | undefined) {
  return useQuery({
    queryKey: ['assignmentNames', scope],
    enabled: scope !== undefined,
    staleTime: 60_000,
    queryFn: async (): Promise<ReadonlyMap<string, AssignmentName>> => {
      const all = await getAll(`${scope}/providers/Microsoft.Authorization/policyAssignments`, API.policy);
      return new Map(all.map(readAssignmentName).map(each => [each.id.toLowerCase(), each]));
    },
  });
}

export function readAssignmentName(assignment: JsonObject): AssignmentName {
  const properties = objectAt(assignment, 'properties');
  const id = textAt(assignment, 'id') ?? '';
  return {
    id,
    displayName: textAt(properties, 'displayName') || nameOfId(id),
    scope: textAt(properties, 'scope') ?? scopeOfId(id),
    definitionId: textAt(properties, 'policyDefinitionId') ?? '',
    isEnforced: textAt(properties, 'enforcementMode')?.toLowerCase() !== 'donotenforce',
    createdOn: textAt(objectAt(assignment, 'systemData'), 'createdAt'),
  };
}

/** What an assignment is called; the last name of its id where it is not known (any more). */
export function assignmentNameOf(names: ReadonlyMap<string, AssignmentName> | undefined, id: string): string {
  return names?.get(id.toLowerCase())?.displayName ?? nameOfId(id);
}
