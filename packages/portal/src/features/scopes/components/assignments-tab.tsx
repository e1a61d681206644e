import { Badge } from '@fluentui/react-components';
import { scopePage as words } from '#strings/scope-page';
import { Allowed } from '../../../components/allowed.tsx';
import { CommandLink } from '../../../components/command-link.tsx';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { CsvButton } from '../../../components/csv-button.tsx';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ListError } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { ACTIONS } from '../../../lib/actions.ts';
import { byText } from '../../../lib/by-text.ts';
import type { CsvColumn } from '../../../lib/csv.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { useEffectiveAssignments } from '../api/get-effective-assignments.ts';
import { isExcluded, type ShownScope } from '../shown-scope.ts';
import { Given } from './given.tsx';

const CSV: readonly CsvColumn<Assignment>[] = [
  { header: words.columns.name, value: ({ displayName }) => displayName },
  { header: words.columns.scope, value: ({ scope }) => scope },
  { header: words.columns.definitionId, value: ({ definitionId }) => definitionId },
  { header: words.columns.enforcement, value: ({ enforcementMode }) => enforcementMode },
  { header: words.columns.id, value: ({ id }) => id },
];

/** Every assignment that holds at a scope, nearest first. */
export function AssignmentsTab({ scope }: { readonly scope: ShownScope }) {
  const styles = useTabStyles();
  const query = useEffectiveAssignments(scope.id);
  const rows = [...(query.data ?? [])].sort(
    (one, other) =>
      distanceOf(scope, one.scope) - distanceOf(scope, other.scope) ||
      byText(one.displayName, other.displayName),
  );
  return (
    <>
      <p className={styles.hint}>{words.assignmentsHint}</p>
      <div className={styles.bar}>
        <CsvButton
          what={words.tabs.assignments}
          file="effective-assignments"
          columns={CSV}
          rows={rows}
          isWhole={query.isWhole}
        />
      </div>
      <ListError query={query} what={words.assignmentsFailed} />
      {(query.error === null || query.data !== undefined) && (
        <ResourceTable
          label={words.tabs.assignments}
          columns={columnsOf(scope)}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.data === undefined}
          empty={
            <EmptyState
              title={words.noAssignments}
              hint={words.noAssignmentsHint}
              action={
                <Allowed action={ACTIONS.assign}>
                  <CommandLink to="/policy/assign" search={{ scope: scope.id }}>
                    {words.assign}
                  </CommandLink>
                </Allowed>
              }
            />
          }
        />
      )}
    </>
  );
}

function columnsOf(scope: ShownScope): readonly Column<Assignment>[] {
  return [
    {
      id: 'name',
      header: words.columns.name,
      width: 280,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <PortalLink to="/policy/assignments/details" search={{ id }}>
            {displayName}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'given',
      header: words.columns.given,
      width: 260,
      cell: assignment => <Given scope={scope} at={assignment.scope} />,
    },
    {
      id: 'definition',
      header: words.columns.definition,
      width: 320,
      cell: ({ definitionId }) => <DefinitionName id={definitionId} />,
    },
    {
      id: 'here',
      header: words.columns.here,
      width: 140,
      cell: ({ notScopes, enforcementMode }) => {
        if (isExcluded(scope, notScopes))
          return (
            <Badge appearance="outline" color="informative" title={words.excludedHint}>
              {words.excluded}
            </Badge>
          );
        return enforcementMode === 'DoNotEnforce' ? <ComplianceBadge state="NotEnforced" /> : words.inForce;
      },
    },
  ];
}

/** How many levels up something was given. */
function distanceOf({ above }: ShownScope, at: string): number {
  const index = above.findIndex(({ id }) => id.toLowerCase() === at.toLowerCase());
  return index < 0 ? 0 : above.length - index;
}
