import type { RoleDefinition } from '../model/records.ts';

/** Whether a role lets its holder do the action (lower case). */
export type RolePermits = (action: string) => boolean;

const COMPILED = new WeakMap<RoleDefinition, RolePermits>();

/** The role's permissions as one test, made once per role: an action of one permission that its `notActions` do not take back. */
export function permitsOf(role: RoleDefinition): RolePermits {
  const known = COMPILED.get(role);
  if (known) return known;
  const permissions = role.permissions.map(permission => ({
    allows: anyOf(permission.actions),
    takesBack: anyOf(permission.notActions),
  }));
  const permits: RolePermits = action =>
    permissions.some(({ allows, takesBack }) => allows(action) && !takesBack(action));
  COMPILED.set(role, permits);
  return permits;
}

function anyOf(patterns: readonly string[]): RolePermits {
  const tests = patterns.map(actionTest);
  return action => tests.some(test => test(action));
}

/** What a pattern of a role names. `*` stands for any run of characters, slashes too. Compares without case; the action comes in lower case. */
export function actionTest(pattern: string): RolePermits {
  const parts = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return action => action === first;
  return action => {
    if (!action.startsWith(first) || action.length < first.length + last.length) return false;
    let at = first.length;
    const end = action.length - last.length;
    for (const part of rest) {
      const found = action.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return action.endsWith(last);
  };
}
