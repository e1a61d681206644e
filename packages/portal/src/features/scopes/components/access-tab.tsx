import { scopePage as words } from '#strings/scope-page';
import { CommandLink } from '../../../components/command-link.tsx';
import { RoleAssignmentTable, useNamedAssignments } from '../../../components/role-assignment-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { byText } from '../../../lib/by-text.ts';
import { useRoleAssignments } from '../api/get-role-assignments.ts';
import type { ShownScope } from '../shown-scope.ts';

/** Who has which role at a scope. Roles are given and taken back on the page of access. */
export function AccessTab({ scope }: { readonly scope: ShownScope }) {
  const styles = useTabStyles();
  const query = useRoleAssignments(scope.id);
  const named = useNamedAssignments(query.data ?? [], scope.id);
  const rows = [...named].sort(
    (one, other) =>
      Number(other.isDirect) - Number(one.isDirect) || byText(one.principalName, other.principalName),
  );
  return (
    <>
      <p className={styles.hint}>{words.accessHint}</p>
      <div className={styles.bar}>
        <CommandLink to="/manage/access" search={{ scope: scope.id }}>
          {words.manageAccess}
        </CommandLink>
      </div>
      {query.isError ? (
        <ErrorState error={query.error} what={words.accessFailed} onRetry={() => void query.refetch()} />
      ) : (
        <RoleAssignmentTable
          sortIn="sort"
          rows={rows}
          isLoading={query.isPending}
          empty={<EmptyState title={words.noAccess} />}
        />
      )}
    </>
  );
}
