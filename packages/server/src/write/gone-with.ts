import type { Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { WriteDependencies } from './dependencies.ts';

/** A resource with its type. */
export type Typed = { readonly type: ResourceType; readonly resource: Resource };

/** What goes when a resource is deleted. */
export type Gone = {
  /** Everything, what holds others after them; the resource itself is the last. */
  readonly gone: readonly Typed[];
  /** Of these what is not below the resource: it has to be deleted by name. */
  readonly along: readonly Typed[];
  readonly changes: readonly SnapshotChange[];
};

/** A resource that is deleted, with everything in it and what means nothing without it. */
export async function goneWith(
  snapshot: Snapshot,
  deleted: Typed,
  dependencies: Pick<WriteDependencies, 'storage' | 'types'>,
): Promise<Gone> {
  const contained = await containedIn(deleted.resource, dependencies);
  const along = await takenAlong([deleted, ...contained], snapshot, dependencies);
  const gone = [...along, ...contained, deleted];
  const changes = gone.flatMap(
    ({ type, resource }) => type.changesOf?.(undefined, resource, snapshot.facts, snapshot) ?? [],
  );
  return { gone, along, changes: lastOfEach(changes) };
}

/** What means nothing any more when these are deleted, wherever it stands. */
async function takenAlong(
  gone: readonly Typed[],
  snapshot: Snapshot,
  { storage, types }: Pick<WriteDependencies, 'storage' | 'types'>,
): Promise<readonly Typed[]> {
  const own = new Set(gone.map(({ resource }) => resource.key));
  const keys = new Set(gone.flatMap(({ type, resource }) => type.takesAlong?.(resource, snapshot) ?? []));
  const others = [...keys].filter(key => !own.has(key));
  if (others.length === 0) return [];
  const byKey = new Map(types.map(type => [type.type.toLowerCase(), type]));
  return (await storage.resources.getMany(others)).flatMap(resource => {
    const type = byKey.get(resource.type.toLowerCase());
    return type === undefined ? [] : [{ type, resource }];
  });
}

/** Of several changes of one record the last. */
function lastOfEach(changes: readonly SnapshotChange[]): readonly SnapshotChange[] {
  return [...new Map(changes.map(change => [`${change.kind} ${change.key}`, change])).values()];
}

/** What is in a resource; what holds others after them. */
async function containedIn(
  { key }: Resource,
  { storage, types }: Pick<WriteDependencies, 'storage' | 'types'>,
): Promise<readonly Typed[]> {
  const byKey = new Map(
    types.filter(({ stored }) => stored !== false).map(type => [type.type.toLowerCase(), type]),
  );
  const found: Typed[] = [];
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
  return found.reverse();
}
