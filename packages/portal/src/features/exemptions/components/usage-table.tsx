import { exemptions } from '#strings/exemptions';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { ResourceLink } from '../../../components/impact/impact-table.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { PolicyState } from '../../../lib/insights/policy-state.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { placeOfResource } from '../../../lib/policy/place.ts';
import { useExemptStates } from '../api/use-usage.ts';

/** The resources that an exemption exempts today. */
export function UsageTable({ exemption }: { readonly exemption: Exemption }) {
  const { data, error, refetch } = useExemptStates(exemption);
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <ResourceTable
      label={exemptions.details.usage}
      columns={COLUMNS}
      rows={data ?? []}
      rowKey={row => `${row.resourceId} ${row.referenceId ?? row.definitionId}`}
      isLoading={data === undefined}
      empty={<EmptyState title={exemptions.details.unused} />}
    />
  );
}

const COLUMNS: readonly Column<PolicyState>[] = [
  {
    id: 'resource',
    header: exemptions.details.resource,
    width: 300,
    cell: ({ resourceId }) => <ResourceLink id={resourceId} />,
  },
  {
    id: 'workspace',
    header: exemptions.details.workspace,
    width: 180,
    cell: ({ resourceId }) => placeOfResource(resourceId).workspace ?? '–',
  },
  {
    id: 'policy',
    header: exemptions.details.policy,
    width: 260,
    cell: ({ referenceId, definitionId }) =>
      referenceId === undefined ? (
        <DefinitionName id={definitionId} />
      ) : (
        <span title={definitionId}>{referenceId}</span>
      ),
  },
  {
    id: 'since',
    header: exemptions.details.since,
    width: 160,
    cell: ({ changedOn }) => <TimeText at={changedOn} />,
  },
];
