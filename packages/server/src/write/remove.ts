import { applyChanges, type Snapshot, toWriteSet } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { CONNECTORS } from '../connectors/index.ts';
import { authorizationFailed, mayAct } from './access.ts';
import { checkedChanges } from './checked-changes.ts';
import type { WriteDependencies } from './dependencies.ts';
import type { Removed, WriteIntent } from './intent.ts';
import { requireLinkedAccess } from './linked-access.ts';
import { expectations, writeSetBase } from './operation-of.ts';
import { checkPreconditions } from './precondition.ts';
import { deleteStatus } from './put-status.ts';
import { ATTEMPTS_OF_CHANGES, type Attempt, untilCommitted } from './retry.ts';

type Contained = { readonly type: ResourceType; readonly resource: Resource };
type Outcome = {
  readonly removed: Removed;
  readonly gone: readonly Contained[];
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly changes: readonly SnapshotChange[];
};

/**
 * The only way a resource is deleted, with everything in it: children, extension resources, the content of a group.
 *
 * Whatever of that verdicts depend on leaves the snapshot in the same commit. Absent ones are no error. Throws ApiError for what
 * refuses the request; nothing is deleted then.
 */
export async function remove(
  intent: WriteIntent<'DELETE'>,
  dependencies: WriteDependencies,
): Promise<Removed> {
  const { snapshots, turnstile } = dependencies;
  const once = (snapshot: Snapshot) => attempt(snapshot, intent, dependencies);
  // A deployment holds nothing that verdicts depend on; anything else may.
  const { removed, gone, before, after, changes } = await (intent.type.componentsOf !== undefined
    ? untilCommitted(snapshots, once)
    : turnstile(() => untilCommitted(snapshots, once, ATTEMPTS_OF_CHANGES)));
  for (const { type, resource } of gone) {
    if (type.componentsOf !== undefined) CONNECTORS[0].remove(resource.id).catch(dependencies.onError);
  }
  if (changes.length > 0) await dependencies.rejudger.afterChanges(before, after, changes);
  return removed;
}

async function attempt(
  snapshot: Snapshot,
  intent: WriteIntent<'DELETE'>,
  dependencies: WriteDependencies,
): Promise<Attempt<Outcome>> {
  const { type, id, request, caller } = intent;
  const { storage } = dependencies;
  const action = `${type.type}/delete`;
  if (!mayAct(snapshot, dependencies.tenantId, caller, action, id.id))
    throw authorizationFailed(caller, action, id.id);
  const stored = await storage.resources.get(id.key);
  checkPreconditions(request.headers, stored);
  if (stored === undefined) {
    const removed = { resource: undefined, revision: snapshot.revision };
    return { done: { removed, gone: [], before: snapshot, after: snapshot, changes: [] } };
  }

  type.checkDelete?.(stored, snapshot);
  const gone = [{ type, resource: stored }, ...(await containedIn(stored, dependencies))];
  const changes = gone.flatMap(
    each => each.type.changesOf?.(undefined, each.resource, snapshot.facts, snapshot) ?? [],
  );
  requireLinkedAccess(changes, snapshot, dependencies.tenantId, caller);
  checkedChanges(snapshot, changes);
  const after = changes.length === 0 ? snapshot : applyChanges(snapshot, snapshot.revision + 1, changes);
  const result = await storage.commit(
    toWriteSet({
      ...writeSetBase(
        intent,
        { resource: stored, at: dependencies.now(), status: deleteStatus(type) },
        snapshot,
        dependencies,
      ),
      expect: expectations(id, stored, undefined),
      resources: [{ kind: 'delete', key: stored.key }],
      changes,
    }),
  );
  if (result.outcome === 'stale') return 'stale';
  if (changes.length > 0) dependencies.snapshots.advance(snapshot, after);
  return {
    done: {
      removed: { resource: stored, revision: result.revision },
      gone,
      before: snapshot,
      after,
      changes,
    },
  };
}

/** What is in a resource and either feeds the snapshot or runs somewhere. */
async function containedIn(
  { key }: Resource,
  { storage, types }: WriteDependencies,
): Promise<readonly Contained[]> {
  const concerned = types.filter(type => type.changesOf !== undefined || type.componentsOf !== undefined);
  const byKey = new Map(concerned.map(type => [type.type.toLowerCase(), type]));
  const found: Contained[] = [];
  let after: string | undefined;
  do {
    const page = await storage.resources.list({
      types: [...byKey.keys()],
      under: key,
      ...(after === undefined ? {} : { after }),
    });
    for (const resource of page.items) {
      const type = byKey.get(resource.type.toLowerCase());
      if (type !== undefined) found.push({ type, resource });
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}
