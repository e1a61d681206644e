import { actionTest, type Warning } from '@sluice/engine';
import type { RoleDefinition } from '@sluice/engine/model';
import { OPERATIONS } from './operations.ts';

/** So many of a list are named: warnings travel in a header. */
const MOST_NAMED = 20;

const LISTS = [
  { name: 'notActions', code: 'role/unmatched-not-actions', so: 'take nothing back' },
  { name: 'actions', code: 'role/unmatched-actions', so: 'allow nothing' },
] as const;

/**
 * What a custom role names that no operation here is called: by a slip of the pen, or since Azure has providers that are not served here.
 * What is not taken back comes first: by that a role allows more than was meant.
 */
export function unmatchedActions({ permissions }: RoleDefinition): readonly Warning[] {
  return LISTS.flatMap(({ name, code, so }) =>
    permissions.flatMap((permission, index): readonly Warning[] => {
      const unmatched = permission[name].filter(pattern => !namesAnything(pattern));
      if (unmatched.length === 0) return [];
      const named = unmatched.slice(0, MOST_NAMED).map(pattern => `'${pattern}'`);
      const more = unmatched.length - named.length;
      const list = more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
      const message = `No operation here is called so, and they ${so}: ${list}.`;
      return [{ code, message, target: `/properties/permissions/${index}/${name}` }];
    }),
  );
}

function namesAnything(pattern: string): boolean {
  const test = actionTest(pattern);
  for (const operation of OPERATIONS) if (test(operation)) return true;
  return false;
}
