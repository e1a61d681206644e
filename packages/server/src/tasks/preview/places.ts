import { isWithin, type Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { RESOURCE_TYPES } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';
import { mayAct, rootGroupKey } from '../../write/access.ts';
import { affectedBy } from '../../write/affected.ts';
import type { Caller } from '../../write/caller.ts';

/** A resource that a change can affect, and its type. */
export type Subject = { readonly type: ResourceType; readonly resource: Resource };

/** Where a change can affect resources, as far as its previewer may look. */
export type Places = {
  /** Keys of scopes that are not in one another; '' is everywhere. In order. */
  readonly scopes: readonly string[];
  /** Some of what the change can affect may not be read by who asks, and is left out everywhere. */
  readonly narrowed: boolean;
  /** What there is at and below a scope, in the order of keys from behind `after`. */
  subjects(storage: Pick<Storage, 'resources'>, scope: string, after?: string): AsyncGenerator<Subject>;
};

const JUDGED: ReadonlyMap<string, ResourceType> = new Map(
  RESOURCE_TYPES.filter(({ judged }) => judged).map(type => [type.type.toLowerCase(), type]),
);

/** Finds the places. What the caller may not read is not there for them. */
export function placesOf(
  before: Snapshot,
  after: Snapshot,
  changes: readonly SnapshotChange[],
  caller: Caller,
  tenantId: string,
): Places {
  const affected = affectedBy(before, after, changes, [...JUDGED.values()]);
  const mayRead = (type: ResourceType, key: string) =>
    mayAct(before, tenantId, caller, `${type.type}/read`, key === '' ? rootGroupKey(tenantId) : key);
  const all = [...new Set(affected.map(({ under }) => under))].sort();
  const scopes = all.filter(scope => !all.some(other => other !== scope && isWithin([other], scope)));
  const subjectOf = (resource: Resource): readonly Subject[] => {
    const type = JUDGED.get(resource.type.toLowerCase());
    if (type === undefined || !mayRead(type, resource.key)) return [];
    const isConcerned = affected.some(
      ({ under, types }) => types.includes(type) && isWithin([under], resource.key),
    );
    return isConcerned ? [{ type, resource }] : [];
  };
  return {
    scopes,
    narrowed: affected.some(({ under, types }) => types.some(type => !mayRead(type, under))),
    async *subjects({ resources }, scope, start) {
      const types = affected
        .filter(({ under }) => isWithin([scope], under))
        .flatMap(place => place.types.map(({ type }) => type.toLowerCase()));
      if (start === undefined && scope !== '') yield* (await resources.getMany([scope])).flatMap(subjectOf);
      let after = start;
      do {
        const page = await resources.list({
          types: [...new Set(types)],
          under: scope,
          ...(after === undefined ? {} : { after }),
        });
        yield* page.items.flatMap(subjectOf);
        after = page.next;
      } while (after !== undefined);
    },
  };
}
