import { Button } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { assignments } from '#strings/assignments';
import { exemptions as words } from '#strings/exemptions';
import { ExemptionExpiry } from '../../../components/exemption-expiry.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ListError } from '../../../components/states.tsx';
import { useExemptWord } from '../../../components/use-exempt-word.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { placeOfResource } from '../../../lib/policy/place.ts';
import type { GrowingList } from '../../../lib/use-growing-list.ts';

/** What is exempt from the assignment. */
export function AssignmentExemptions({
  assignment: { id },
  exemptions,
}: {
  readonly assignment: Assignment;
  readonly exemptions: GrowingList<Exemption>;
}) {
  const navigate = useNavigate();
  const exempt = useExemptWord();
  const { data, error } = exemptions;
  const failed = <ListError query={exemptions} what={words.notRead} />;
  if (data === undefined && error !== null) return failed;
  return (
    <>
      {failed}
      <ResourceTable
        label={assignments.details.tabs.exemptions}
        columns={COLUMNS}
        rows={data ?? []}
        rowKey={exemption => exemption.id}
        isLoading={data === undefined}
        empty={
          <EmptyState
            title={assignments.details.noExemptions}
            hint={assignments.details.noExemptionsHint}
            action={
              exempt !== undefined && (
                <Button
                  onClick={() =>
                    void navigate({ to: '/policy/exemptions/edit', search: { assignment: id } } as never)
                  }
                >
                  {exempt}
                </Button>
              )
            }
          />
        }
      />
    </>
  );
}

const COLUMNS: readonly Column<Exemption>[] = [
  {
    id: 'name',
    header: words.columns.name,
    width: 280,
    cell: ({ id, displayName }) => (
      <span title={displayName}>
        <PortalLink to="/policy/exemptions/details" search={{ id }}>
          {displayName}
        </PortalLink>
      </span>
    ),
  },
  {
    id: 'scope',
    header: words.columns.scope,
    width: 260,
    cell: ({ scope }) => <span title={scope}>{placeOfResource(scope).name}</span>,
  },
  {
    id: 'category',
    header: words.columns.category,
    width: 140,
    cell: ({ category }) => words.categories[category],
  },
  {
    id: 'expiry',
    header: words.columns.expiry,
    width: 220,
    cell: exemption => <ExemptionExpiry exemption={exemption} />,
  },
];
