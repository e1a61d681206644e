import { resourceTypes } from '#strings/resource-types';
import { nameOfId } from './id.ts';

/** A type of resources in words: "Online deployment". One that is not known here shows its last name. */
export function typeWord(type: string): string {
  const key = type.toLowerCase();
  return (
    (Object.hasOwn(resourceTypes, key) ? resourceTypes[key] : undefined) ??
    type.slice(type.lastIndexOf('/') + 1)
  );
}

/** The names that tell a resource apart among its like: `support-chat / blue` for a deployment, the last name for others. */
export function shortPath(id: string): string {
  return namesOf(id).slice(-2).join(' / ');
}

/** All names of a resource below its resource group: `ws-chat / support-chat / blue`. */
export function wholePath(id: string): string {
  return namesOf(id).join(' / ');
}

function namesOf(id: string): readonly string[] {
  const nested = id
    .slice(Math.max(0, id.toLowerCase().lastIndexOf('/providers/')))
    .split('/')
    .slice(3);
  const names = nested.filter((_, index) => index % 2 === 1);
  return names.length > 0 ? names : [nameOfId(id)];
}
