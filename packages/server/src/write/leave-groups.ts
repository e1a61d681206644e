import type { Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { findType, groupsWith, withoutMembers } from '@sluice/providers/types';
import { type Caller, callerKind } from './caller.ts';
import type { WriteDependencies } from './dependencies.ts';

const PRINCIPALS = 'Sluice.Governance/principals';

/** Groups that change since a member goes. */
export type Left = {
  /** As they are to be stored. Nobody has changed them meanwhile if the revision is still the same. */
  readonly groups: readonly Resource[];
  readonly changes: readonly SnapshotChange[];
};

/** The groups that principals are in which go by these changes, without them. */
export async function leaveGroups(
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
  { caller, at }: { readonly caller: Caller; readonly at: string },
  { storage, newId }: Pick<WriteDependencies, 'storage' | 'newId'>,
): Promise<Left> {
  const gone = new Set(
    changes.flatMap(({ kind, key, record }) => (kind === 'principal' && record === null ? [key] : [])),
  );
  const named = gone.size === 0 ? [] : groupsWith(snapshot.principals, gone);
  if (named.length === 0) return { groups: [], changes: [] };
  const keys = named.map(({ id }) => `/providers/${PRINCIPALS}/${id}`.toLowerCase());
  const groups = (await storage.resources.getMany(keys)).map(group => ({
    ...withoutMembers(group, gone),
    etag: newId(),
    systemData: {
      ...group.systemData,
      lastModifiedBy: caller.principal.id,
      lastModifiedByType: callerKind(caller),
      lastModifiedAt: at,
    },
  }));
  const type = findType(PRINCIPALS.toLowerCase());
  return {
    groups,
    changes: groups.flatMap(group => type?.changesOf?.(group, undefined, snapshot.facts, snapshot) ?? []),
  };
}
