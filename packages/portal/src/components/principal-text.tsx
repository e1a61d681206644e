import { usePrincipalName } from '../lib/principals.ts';

/** Who did something: the name, the object id in the tooltip. Undefined shows a dash. */
export function PrincipalText({ id }: { readonly id: string | undefined }) {
  const nameOf = usePrincipalName();
  if (id === undefined || id === '') return <span>–</span>;
  return <span title={id}>{nameOf(id)}</span>;
}
