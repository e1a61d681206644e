import type { Who } from '@sluice/engine';
import type { Claims, Principal } from '@sluice/engine/model';

/** Who makes a request, as authentication left it. */
export type Caller = {
  readonly principal: Principal;
  /** Selected claims of the token, never the token. */
  readonly claims: Claims;
  /** Object ids of the groups that the token says the caller is in. */
  readonly groupIds?: readonly string[];
};

/** Whose roles count. */
export function whoIs({ principal, groupIds = [] }: Caller): Who {
  return groupIds.length === 0 ? principal.id : { id: principal.id, groupIds };
}

/** How ARM names the kind of a caller in `systemData`. */
export function callerKind({ principal }: Caller): 'User' | 'Application' {
  return principal.kind === 'User' ? 'User' : 'Application';
}
