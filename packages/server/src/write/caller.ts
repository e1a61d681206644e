import type { Claims, Principal } from '@sluice/engine/model';

/** Who makes a request, as authentication left it. */
export type Caller = {
  readonly principal: Principal;
  /** Selected claims of the token, never the token. */
  readonly claims: Claims;
};

/** How ARM names the kind of a caller in `systemData`. */
export function callerKind({ principal }: Caller): 'User' | 'Application' {
  return principal.kind === 'User' ? 'User' : 'Application';
}
