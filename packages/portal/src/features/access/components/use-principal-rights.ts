import { useMayDoAt } from '../../../lib/roles.ts';

const TYPE = 'Sluice.Governance/principals';
/** Whoever makes principals, or what they sign in by, can be anybody: it takes the right to give roles, too. */
const GIVE_ROLES = 'Microsoft.Authorization/roleAssignments/write';

const RIGHTS = {
  mayWrite: `${TYPE}/write`,
  mayDelete: `${TYPE}/delete`,
  mayAddSecret: `${TYPE}/addSecret/action`,
  mayRemoveSecret: `${TYPE}/removeSecret/action`,
  maySetPassword: `${TYPE}/setPassword/action`,
} as const;

export type PrincipalRights = Readonly<Record<keyof typeof RIGHTS, boolean>>;

/** What whoever is signed in may do about who there is. Nothing while that is not known yet. */
export function usePrincipalRights(): PrincipalRights {
  const mayDo = useMayDoAt('');
  const may = (action: string) => mayDo?.(GIVE_ROLES) === true && mayDo(action);
  return {
    mayWrite: may(RIGHTS.mayWrite),
    mayDelete: may(RIGHTS.mayDelete),
    mayAddSecret: may(RIGHTS.mayAddSecret),
    mayRemoveSecret: may(RIGHTS.mayRemoveSecret),
    maySetPassword: may(RIGHTS.maySetPassword),
  };
}
