import { nameOfId } from '../lib/format/id.ts';
import { pageOf } from '../lib/page-of.ts';
import { useDefinition } from '../lib/policy/use-definition.ts';
import { PortalLink } from './portal-link.tsx';

/** A definition or initiative by its display name, leading to its page; by its own name until that is known, or where it cannot be read. */
export function DefinitionName({ id }: { readonly id: string }) {
  const { data } = useDefinition(id);
  const page = pageOf(id);
  const name = data?.displayName ?? nameOfId(id);
  if (page === undefined) return <span title={id}>{name}</span>;
  return (
    <span title={`${name}\n${id}`}>
      <PortalLink to={page.to} search={page.search}>
        {name}
      </PortalLink>
    </span>
  );
}
