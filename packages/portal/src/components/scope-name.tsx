import { pageOf } from '../lib/page-of.ts';
import { useScopeNames } from '../lib/scope.ts';
import { PortalLink } from './portal-link.tsx';

/** A scope by its display name, leading to its page; a resource by its own name. */
export function ScopeName({ id }: { readonly id: string }) {
  const name = useScopeNames()(id);
  const page = pageOf(id);
  if (page === undefined) return <span title={id}>{name}</span>;
  return (
    <span title={id}>
      <PortalLink to={page.to} search={page.search}>
        {name}
      </PortalLink>
    </span>
  );
}
