import { exemptions as words } from '#strings/exemptions';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { PolicyState } from '../../../lib/insights/policy-state.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { placeOfResource } from '../../../lib/policy/place.ts';
import { useUsage } from '../api/use-usage.ts';

/** The resources that an exemption lets off at the moment. */
export function UsageTable({ exemption }: { readonly exemption: Exemption }) {
  const usage = useUsage(exemption);
  if (usage.isError)
    return (
      <ErrorState
        error={usage.error}
        what={words.details.usageNotRead}
        onRetry={() => void usage.refetch()}
      />
    );
  return (
    <ResourceTable
      label={words.details.usage}
      columns={columnsOf(exemption.assignmentId)}
      rows={usage.data?.pages.flatMap(({ states }) => states) ?? []}
      rowKey={({ resourceId, definitionId, referenceId }) =>
        `${resourceId} ${definitionId} ${referenceId ?? ''}`
      }
      isLoading={usage.isPending}
      hasMore={usage.hasNextPage}
      isLoadingMore={usage.isFetchingNextPage}
      onMore={() => void usage.fetchNextPage()}
      empty={<EmptyState title={words.details.unused} hint={words.details.unusedHint} />}
    />
  );
}

function columnsOf(assignment: string): readonly Column<PolicyState>[] {
  return [
    {
      id: 'resource',
      header: words.details.resource,
      width: 360,
      cell: ({ resourceId }) => (
        <span title={resourceId}>
          <PortalLink to="/policy/compliance/resource" search={{ id: resourceId, assignment }}>
            {placeOfResource(resourceId).name}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'definition',
      header: words.form.members,
      width: 360,
      cell: ({ definitionId }) => <DefinitionName id={definitionId} />,
    },
    {
      id: 'since',
      header: words.details.since,
      width: 160,
      cell: ({ changedOn }) => <TimeText at={changedOn} />,
    },
  ];
}
