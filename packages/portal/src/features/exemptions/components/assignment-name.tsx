import { PortalLink } from '../../../components/portal-link.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';

/** An assignment by its display name, leading to its page; by its own name until that is known, or where it cannot be read. */
export function AssignmentName({ id }: { readonly id: string }) {
  const { data } = useAssignment(id);
  const name = data?.displayName ?? nameOfId(id);
  return (
    <span title={`${name}\n${id}`}>
      <PortalLink to="/policy/assignments/details" search={{ id }}>
        {name}
      </PortalLink>
    </span>
  );
}
