import type { PolicySetDefinition } from '../model/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Initiatives, of any version, that have a definition (key) as a member. */
export function initiativesWith(snapshot: Snapshot, definitionKey: string): readonly PolicySetDefinition[] {
  const has = ({ members }: Pick<PolicySetDefinition, 'members'>) =>
    members.some(({ policyDefinitionId }) => policyDefinitionId.toLowerCase() === definitionKey);
  return [...snapshot.initiatives.values()].filter(initiative =>
    [initiative, ...(initiative.otherVersions ?? [])].some(has),
  );
}
