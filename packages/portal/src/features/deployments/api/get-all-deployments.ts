import type { Deployment } from '../../../lib/models/deployment.ts';
import { type DeploymentsQuery, getDeployments } from '../../../lib/models/use-deployments.ts';

const LARGEST_PAGE = 1_000;

/** Every deployment that a list would come to, for a file. */
export async function getAllDeployments(query: DeploymentsQuery): Promise<readonly Deployment[]> {
  const all: Deployment[] = [];
  let next: string | undefined;
  do {
    const page = await getDeployments(query, next, LARGEST_PAGE);
    all.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return all;
}
