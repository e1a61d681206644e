import { exemptions } from '#strings/exemptions';
import { ACTIONS } from '../lib/actions.ts';
import { useMayDo } from '../lib/roles.ts';

/** What leads to the form for an exemption: who may not create one writes a request there. Undefined while that is not known yet. */
export function useExemptWord(): string | undefined {
  const mayDo = useMayDo();
  if (mayDo === undefined) return undefined;
  return mayDo(ACTIONS.exempt) ? exemptions.create : exemptions.request.title;
}
