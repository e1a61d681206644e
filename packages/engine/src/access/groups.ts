import type { Principal } from '../model/records.ts';

type Principals = ReadonlyMap<string, Principal>;
type Groups = ReadonlyMap<string, readonly string[]>;

const NONE: readonly string[] = [];
const DIRECT = new WeakMap<Principals, Groups>();
const WHOLE = new WeakMap<Principals, Map<string, readonly string[]>>();

/**
 * Keys of the enabled groups that a principal (key) is in, itself or by another group. Looked up once for each set of principals. `more`:
 * groups that somebody else says it is in.
 */
export function groupsOf(
  principals: Principals,
  key: string,
  more: readonly string[] = NONE,
): readonly string[] {
  const stored = storedGroupsOf(principals, key);
  if (more.length === 0) return stored;
  const vouched = more
    .map(id => id.toLowerCase())
    .filter(id => principals.get(id)?.kind === 'Group' && principals.get(id)?.enabled === true);
  return [...new Set([...stored, ...vouched, ...vouched.flatMap(id => storedGroupsOf(principals, id))])];
}

function storedGroupsOf(principals: Principals, key: string): readonly string[] {
  const direct = directGroups(principals);
  if (direct.size === 0) return NONE;
  const known = WHOLE.get(principals) ?? new Map<string, readonly string[]>();
  WHOLE.set(principals, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const groups = new Set<string>();
  const open = [...(direct.get(key) ?? NONE)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (groups.has(next)) continue;
    groups.add(next);
    open.push(...(direct.get(next) ?? NONE));
  }
  const whole = [...groups];
  known.set(key, whole);
  return whole;
}

/** The enabled groups that name a member. */
function directGroups(principals: Principals): Groups {
  const known = DIRECT.get(principals);
  if (known !== undefined) return known;
  const groups = new Map<string, string[]>();
  for (const [groupKey, { kind, enabled, members = [] }] of principals) {
    if (kind !== 'Group' || !enabled) continue;
    for (const member of members) {
      const memberKey = member.toLowerCase();
      const own = groups.get(memberKey);
      if (own === undefined) groups.set(memberKey, [groupKey]);
      else own.push(groupKey);
    }
  }
  DIRECT.set(principals, groups);
  return groups;
}
