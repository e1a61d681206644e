import type { ReactNode } from 'react';
import { useMayDo } from '../lib/roles.ts';

/** What is offered only to those who have a role, at any scope, that allows an action. Nothing while that is not known yet. */
export function Allowed({ action, children }: { readonly action: string; readonly children: ReactNode }) {
  return useMayDo()?.(action) === true ? children : null;
}
