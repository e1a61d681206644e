import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../arm.ts';
import { isObject } from '../json.ts';
import { isEqual } from '../odata.ts';
import { useGrowingList } from '../use-growing-list.ts';
import { type Exemption, readExemption } from './exemption.ts';

/** The first part of the keys of everything that is read of exemptions: to be forgotten after a write. */
export const EXEMPTIONS_KEY = 'exemptions';

export function exemptionKey(id: string): readonly string[] {
  return [EXEMPTIONS_KEY, 'one', id.toLowerCase()];
}

/** The exemption of an id. Nothing is read without one. */
export function useExemption(id: string | undefined) {
  return useQuery({
    queryKey: exemptionKey(id ?? ''),
    queryFn: () => getExemption(id ?? ''),
    enabled: id !== undefined && id !== '',
  });
}

export async function getExemption(id: string): Promise<Exemption> {
  const answer = await arm().get(id, API.exemptions);
  return { ...readExemption(isObject(answer.body) ? answer.body : {}), etag: answer.header('etag') };
}

/** The exemptions at a scope, above it and below it; of one assignment where it is given. Nothing is read while the scope is unknown. */
export function useExemptions(scope: string | undefined, assignmentId?: string) {
  return useGrowingList({
    queryKey: [EXEMPTIONS_KEY, 'list', scope?.toLowerCase(), assignmentId?.toLowerCase()],
    path: scope === undefined ? undefined : `${scope}/providers/Microsoft.Authorization/policyExemptions`,
    apiVersion: API.exemptions,
    ...(assignmentId === undefined
      ? {}
      : { query: { $filter: isEqual('policyAssignmentId', assignmentId) } }),
    read: readExemption,
  });
}
