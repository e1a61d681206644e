import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { definitions } from '#strings/definitions';
import { ACTIONS } from '../lib/actions.ts';
import type { DefinitionSummary } from '../lib/policy/definition-summary.ts';
import { type UsingAssignment, useUsage } from '../lib/policy/use-usage.ts';
import { useScopeNames } from '../lib/scope.ts';
import { Allowed } from './allowed.tsx';
import { CommandLink } from './command-link.tsx';
import { DefinitionTable } from './definition-table.tsx';
import { PortalLink } from './portal-link.tsx';
import { type Column, ResourceTable } from './resource-table.tsx';
import { Section } from './section.tsx';
import { EmptyState, QueryView } from './states.tsx';

const words = definitions.details;

const useStyles = makeStyles({ link: { overflow: 'hidden', textOverflow: 'ellipsis' } });

/** Who uses a definition or an initiative: assignments, and the initiatives that hold it. */
export function DefinitionUsage({ definition }: { readonly definition: DefinitionSummary }) {
  const { id, kind } = definition;
  const usage = useUsage(id);
  return (
    <QueryView query={usage} what={words.usageUnreadable}>
      {({ assignments, initiatives }) => (
        <>
          <Section title={words.assignments} level={2}>
            <AssignmentsTable
              assignments={assignments}
              empty={
                <EmptyState
                  title={words.noAssignments[kind]}
                  hint={words.noAssignmentsHint}
                  action={
                    <Allowed action={ACTIONS.assign}>
                      <CommandLink to="/policy/assign" search={{ definition: id }}>
                        {words.assign[kind]}
                      </CommandLink>
                    </Allowed>
                  }
                />
              }
            />
          </Section>
          {kind === 'policy' && (
            <Section title={words.initiatives} level={2}>
              <DefinitionTable kind="initiative" rows={initiatives} empty={<p>{words.noInitiatives}</p>} />
            </Section>
          )}
        </>
      )}
    </QueryView>
  );
}

function AssignmentsTable({
  assignments,
  empty,
}: {
  readonly assignments: readonly UsingAssignment[];
  readonly empty: ReactNode;
}) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const columns: readonly Column<UsingAssignment>[] = [
    {
      id: 'name',
      header: definitions.columns.name,
      width: 360,
      cell: ({ id, displayName }) => (
        <PortalLink className={styles.link} to="/policy/assignments/details" search={{ id }}>
          {displayName}
        </PortalLink>
      ),
    },
    {
      id: 'scope',
      header: words.scope,
      width: 200,
      cell: ({ scope }) => <span title={scope}>{nameOfScope(scope)}</span>,
    },
    {
      id: 'through',
      header: words.through,
      width: 300,
      cell: ({ through }) =>
        through === undefined ? words.directly : words.throughInitiative(through.displayName),
    },
    {
      id: 'compliance',
      header: words.compliance,
      width: 160,
      cell: ({ id, displayName }) => (
        <PortalLink
          to="/policy/compliance/assignment"
          search={{ id }}
          aria-label={words.complianceOf(displayName)}
        >
          {words.showCompliance}
        </PortalLink>
      ),
    },
    {
      id: 'enforcement',
      header: words.enforcement,
      width: 140,
      cell: ({ isEnforced }) => (isEnforced ? words.enforced : words.notEnforced),
    },
  ];
  return (
    <ResourceTable
      label={words.assignments}
      columns={columns}
      rows={assignments}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
