import { nameOfId } from '../lib/format/id.ts';
import { pageOf } from '../lib/page-of.ts';
import { useScopeTree } from '../lib/scope.ts';
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

/** How people call scopes: by display names, as far as the reader may see the tree. */
export function useScopeNames(): (id: string) => string {
  const { data: tree } = useScopeTree();
  return id => tree?.find(node => node.id.toLowerCase() === id.toLowerCase())?.displayName ?? nameOfId(id);
}
