import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from '../arm.ts';
import { type AssignmentName, readAssignmentName } from '../assignments.ts';
import { objectAt, objectsAt, textAt } from '../json.ts';
import { getAll } from '../pages.ts';
import { useScopeTree } from '../scope.ts';
import { type DefinitionSummary, readDefinitionSummary } from './definition-summary.ts';
import { kindOfId } from './use-definition.ts';
import { BELOW_TOO } from './use-definitions.ts';

/** What hangs on a definition or an initiative, as far as the reader may see it. */
export type Usage = {
  /** Of it, and of the initiatives that hold it. */
  readonly assignments: readonly UsingAssignment[];
  readonly initiatives: readonly DefinitionSummary[];
};

export type UsingAssignment = AssignmentName & {
  /** The initiative that holds it; undefined when it is assigned itself. */
  readonly through: DefinitionSummary | undefined;
};

const AUTHORIZATION = 'providers/Microsoft.Authorization';

/** Who uses a definition or an initiative, at all scopes that the reader may see. */
export function useUsage(id: string, options: { readonly enabled?: boolean } = {}) {
  const { data: tree } = useScopeTree();
  const roots = tree?.filter(({ parentId }) => parentId === undefined).map(each => each.id);
  return useQuery({
    queryKey: ['usage', id.toLowerCase(), roots],
    queryFn: () => getUsage(id, roots ?? []),
    enabled: roots !== undefined && id !== '' && options.enabled !== false,
  });
}

async function getUsage(id: string, roots: readonly string[]): Promise<Usage> {
  const [initiatives, assignments] = await Promise.all([
    kindOfId(id) === 'policy' ? getHolders(id, roots) : [],
    collect(roots, root => getAll(`${root}/${AUTHORIZATION}/policyAssignments`, API.policy)),
  ]);
  const holders = new Map(initiatives.map(each => [each.id.toLowerCase(), each]));
  return {
    initiatives,
    assignments: assignments.map(readAssignmentName).flatMap(assignment => {
      const assigned = assignment.definitionId.toLowerCase();
      const through = holders.get(assigned);
      return assigned === id.toLowerCase() || through !== undefined ? [{ ...assignment, through }] : [];
    }),
  };
}

async function getHolders(id: string, roots: readonly string[]): Promise<readonly DefinitionSummary[]> {
  const all = await collect(roots, root =>
    getAll(`${root}/${AUTHORIZATION}/policySetDefinitions`, API.policy, { $top: '1000', $filter: BELOW_TOO }),
  );
  return all
    .filter(each => holds(each, id.toLowerCase()))
    .map(each => readDefinitionSummary('initiative', each));
}

function holds(initiative: JsonObject, key: string): boolean {
  return objectsAt(objectAt(initiative, 'properties'), 'policyDefinitions').some(
    member => textAt(member, 'policyDefinitionId')?.toLowerCase() === key,
  );
}

/** What several places list, each thing once. */
async function collect(
  roots: readonly string[],
  list: (root: string) => Promise<readonly JsonObject[]>,
): Promise<readonly JsonObject[]> {
  const all = (await Promise.all(roots.map(list))).flat();
  return [...new Map(all.map(each => [(textAt(each, 'id') ?? '').toLowerCase(), each])).values()];
}
