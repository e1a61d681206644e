import { Button, Tooltip } from '@fluentui/react-components';
import { Delete16Regular, PersonAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { roles as words } from '#strings/roles';
import { CsvButton } from '../../../components/csv-button.tsx';
import {
  type NamedRoleAssignment,
  RoleAssignmentTable,
  useNamedAssignments,
} from '../../../components/role-assignment-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { byText } from '../../../lib/by-text.ts';
import type { CsvColumn } from '../../../lib/csv.ts';
import { useMayDoAt } from '../../../lib/roles.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { useRoleAssignments } from '../api/get-role-assignments.ts';
import { AssignRoleDialog } from './assign-role-dialog.tsx';
import { RemoveRoleDialog } from './remove-role-dialog.tsx';

const ASSIGN = 'Microsoft.Authorization/roleAssignments/write';
const REMOVE = 'Microsoft.Authorization/roleAssignments/delete';

const CSV: readonly CsvColumn<NamedRoleAssignment>[] = [
  { header: words.columns.principal, value: ({ principalName }) => principalName },
  { header: access.columns.objectId, value: ({ principalId }) => principalId },
  { header: words.columns.kind, value: ({ principalKind }) => principalKind },
  { header: words.columns.role, value: ({ roleName }) => roleName },
  { header: access.columns.scope, value: ({ scopeName }) => scopeName },
  { header: access.columns.scopeId, value: ({ scope }) => scope },
  { header: words.columns.since, value: ({ createdOn }) => createdOn },
];

/** Who has which role at the scope; roles are given and taken back here. */
export function AssignmentsTab({ scope }: { readonly scope: ScopeNode }) {
  const styles = useTabStyles();
  const [{ q = '', dialog }, change] = useUrlState<'q' | 'dialog'>();
  const query = useRoleAssignments(scope.id);
  const mayDo = useMayDoAt(scope.id);
  const all = useNamedAssignments(query.data ?? [], scope.id);
  const [removing, setRemoving] = useState<NamedRoleAssignment>();
  const rows = [...all]
    .filter(each => matchesWords(q, each.principalName, each.roleName, each.scopeName))
    .sort(
      (one, other) =>
        Number(other.isDirect) - Number(one.isDirect) || byText(one.principalName, other.principalName),
    );
  const mayAssign = mayDo?.(ASSIGN) ?? false;
  const mayRemove = mayDo?.(REMOVE) ?? false;
  const assign = (
    <Button
      appearance="primary"
      icon={<PersonAdd20Regular />}
      disabledFocusable={!mayAssign}
      onClick={() => change({ dialog: 'assign' })}
    >
      {access.assign}
    </Button>
  );

  return (
    <>
      <div className={styles.bar}>
        {mayAssign ? (
          assign
        ) : (
          <Tooltip content={access.mayNotAssign} relationship="description">
            {assign}
          </Tooltip>
        )}
        <SearchField
          label={access.search.assignments}
          value={q}
          onChange={text => change({ q: text }, { replace: true })}
        />
        <CsvButton what={words.label} file={access.csv.assignments} columns={CSV} rows={rows} />
      </div>
      {query.isError ? (
        <ErrorState
          error={query.error}
          what={access.assignmentsFailed}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <RoleAssignmentTable
          sortIn="sort"
          rows={rows}
          isLoading={query.isPending}
          empty={
            all.length > 0 ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={() => change({ q: undefined })}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState title={access.noAssignments} hint={access.noAssignmentsHint} />
            )
          }
          {...(mayRemove
            ? {
                action: (row: NamedRoleAssignment) =>
                  row.isDirect && (
                    <Button
                      size="small"
                      appearance="subtle"
                      icon={<Delete16Regular />}
                      aria-label={access.removeOf(row.principalName, row.roleName)}
                      onClick={() => setRemoving(row)}
                    >
                      {access.remove}
                    </Button>
                  ),
              }
            : {})}
        />
      )}
      {dialog === 'assign' && mayAssign && (
        <AssignRoleDialog scope={scope} existing={all} onClose={() => change({ dialog: undefined })} />
      )}
      {removing !== undefined && (
        <RemoveRoleDialog assignment={removing} onClose={() => setRemoving(undefined)} />
      )}
    </>
  );
}
