import type { Principal, Resource } from '@sluice/engine/model';
import { arrayAt, objectAt } from '../../../json-value.ts';

/** The groups that name one of these principals (keys) as a member, but for groups that are among them. */
export function groupsWith(
  principals: ReadonlyMap<string, Principal>,
  keys: ReadonlySet<string>,
): readonly Principal[] {
  return [...principals].flatMap(([key, principal]) => {
    const isNamed = principal.members?.some(member => keys.has(member.toLowerCase())) ?? false;
    return isNamed && !keys.has(key) ? [principal] : [];
  });
}

/** A stored group as it is without these members (keys). */
export function withoutMembers(group: Resource, keys: ReadonlySet<string>): Resource {
  const properties = objectAt(group.body, 'properties');
  const members = arrayAt(properties, 'members').filter(
    member => typeof member !== 'string' || !keys.has(member.toLowerCase()),
  );
  return { ...group, body: { ...group.body, properties: { ...properties, members } } };
}
