import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { isObject, objectsAt, textAt } from '../../../lib/json.ts';
import { type Page, readLink } from '../../../lib/pages.ts';
import {
  hasEnded,
  type RemediatedResource,
  type Remediation,
  readRemediatedResource,
  readRemediation,
} from '../remediation.ts';

/** The first part of the keys of everything that is read of tasks. */
export const TASKS_KEY = 'remediations';

const WHILE_IT_RUNS_MS = 1_000;
const PAGE_ROWS = '100';

export function taskKey(id: string): readonly string[] {
  return [TASKS_KEY, 'one', id.toLowerCase()];
}

/** A task; read again and again until it has ended. */
export function useTask(id: string) {
  return useQuery(taskQuery(id, WHILE_IT_RUNS_MS));
}

/** How a task is read again, every so many milliseconds, until it has ended. */
export function taskQuery(id: string, everyMs: number) {
  return queryOptions({
    queryKey: taskKey(id),
    queryFn: async (): Promise<Remediation> => {
      const { body } = await arm().get(id, API.remediations);
      return readRemediation(isObject(body) ? body : {});
    },
    refetchInterval: ({ state }) => (state.data !== undefined && !hasEnded(state.data) ? everyMs : false),
  });
}

/** What became of each resource of a task. `isRunning`: read again and again. `run`: another run is another list. */
export function useRemediatedResources(id: string, run: string | undefined, isRunning: boolean) {
  return useInfiniteQuery({
    queryKey: [TASKS_KEY, 'resources', id.toLowerCase(), run, isRunning],
    enabled: run !== undefined,
    refetchInterval: isRunning ? WHILE_IT_RUNS_MS : false,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<RemediatedResource>) => next,
    queryFn: ({ pageParam }) => getResources(id, pageParam),
  });
}

/** All of them, for a file. */
export async function getAllResources(id: string): Promise<readonly RemediatedResource[]> {
  const all: RemediatedResource[] = [];
  let next: string | undefined;
  do {
    const page: Page<RemediatedResource> = await getResources(id, next);
    all.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return all;
}

async function getResources(id: string, next: string | undefined): Promise<Page<RemediatedResource>> {
  const from =
    next === undefined
      ? { path: `${id}/listDeployments`, query: { $top: PAGE_ROWS }, apiVersion: API.remediations }
      : readLink(next);
  const { body } = await arm().act(from.path, from.apiVersion, undefined, { query: from.query });
  return {
    items: objectsAt(body, 'value').map(readRemediatedResource),
    next: textAt(body, 'nextLink') || undefined,
  };
}
