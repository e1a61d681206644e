import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../arm.ts';
import { isObject } from '../json.ts';
import { useGrowingList } from '../use-growing-list.ts';
import { type Assignment, readAssignment } from './assignment.ts';

/** The first part of the keys of everything that is read of assignments: to be forgotten after a write. */
export const ASSIGNMENTS_KEY = 'assignments';

export function assignmentKey(id: string): readonly string[] {
  return [ASSIGNMENTS_KEY, 'one', id.toLowerCase()];
}

/** The assignment of an id. Nothing is read without one. */
export function useAssignment(id: string | undefined) {
  return useQuery({
    queryKey: assignmentKey(id ?? ''),
    queryFn: () => getAssignment(id ?? ''),
    enabled: id !== undefined && id !== '',
  });
}

export async function getAssignment(id: string): Promise<Assignment> {
  const answer = await arm().get(id, API.policy, {
    query: { $expand: 'LatestDefinitionVersion,EffectiveDefinitionVersion' },
  });
  return { ...readAssignment(isObject(answer.body) ? answer.body : {}), etag: answer.header('etag') };
}

/** The assignments at a scope, above it and below it. Nothing is read while the scope is unknown. */
export function useAssignments(scope: string | undefined) {
  return useGrowingList({
    queryKey: [ASSIGNMENTS_KEY, 'list', scope?.toLowerCase()],
    path: scope === undefined ? undefined : `${scope}/providers/Microsoft.Authorization/policyAssignments`,
    apiVersion: API.policy,
    read: readAssignment,
  });
}
