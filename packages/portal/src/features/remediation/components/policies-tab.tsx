import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { common } from '#strings/common';
import { remediation as words } from '#strings/remediation';
import { EffectBadge, effectWord } from '../../../components/effect-badge.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { assignmentNameOf, useAssignmentNames } from '../../../lib/assignments.ts';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { scopeOfId } from '../../../lib/format/id.ts';
import { number } from '../../../lib/format/number.ts';
import { useListState } from '../../../lib/list-state.ts';
import { useScopeNames } from '../../../lib/scope.ts';
import { matchesWords } from '../../../lib/words.ts';
import { type RemediablePolicy, useRemediablePolicies } from '../api/get-policies.ts';

const NO_FILTERS = [] as const;

const useStyles = makeStyles({ search: { marginBottom: tokens.spacingVerticalM } });

/** Policies with something to remediate, each with the button that begins it. */
export function PoliciesTab({
  scope,
  onRemediate,
}: {
  readonly scope: string | undefined;
  onRemediate(policy: RemediablePolicy): void;
}) {
  const styles = useStyles();
  const list = useListState(NO_FILTERS);
  const policies = useRemediablePolicies(scope);
  const { data: assignments } = useAssignmentNames(scope);
  const nameOfScope = useScopeNames();
  const nameOf = useDisplayNames((policies.data ?? []).map(({ definitionId }) => definitionId));
  const assignmentOf = ({ assignmentId }: RemediablePolicy) => assignmentNameOf(assignments, assignmentId);
  const rows = (policies.data ?? []).filter(policy =>
    matchesWords(list.text, nameOf(policy.definitionId), assignmentOf(policy), policy.referenceId),
  );
  if (policies.isError && policies.data === undefined)
    return (
      <ErrorState error={policies.error} what={words.unreadable} onRetry={() => void policies.refetch()} />
    );
  const columns: readonly Column<RemediablePolicy>[] = [
    {
      id: 'policy',
      header: words.policy,
      width: 300,
      value: ({ definitionId }) => nameOf(definitionId),
      cell: ({ definitionId, referenceId }) => (
        <PortalLink to="/policy/definitions/details" search={{ id: definitionId }}>
          <span title={referenceId}>{nameOf(definitionId)}</span>
        </PortalLink>
      ),
    },
    {
      id: 'assignment',
      header: words.assignment,
      width: 260,
      value: assignmentOf,
      cell: policy => (
        <PortalLink to="/policy/compliance/assignment" search={{ id: policy.assignmentId }}>
          {assignmentOf(policy)}
        </PortalLink>
      ),
    },
    {
      id: 'effect',
      header: words.effect,
      width: 160,
      value: ({ effect }) => effectWord(effect),
      cell: ({ effect }) => <EffectBadge effect={effect} />,
    },
    {
      id: 'scope',
      header: words.scope,
      width: 160,
      value: ({ assignmentId }) => nameOfScope(scopeOfId(assignmentId)),
      cell: ({ assignmentId }) => nameOfScope(scopeOfId(assignmentId)),
    },
    {
      id: 'resources',
      header: words.toRemediate,
      width: 190,
      value: ({ resources }) => resources,
      align: 'end',
      cell: ({ resources, allResources }) => words.ofAll(number(resources), number(allResources)),
    },
    {
      id: 'remediate',
      header: words.remediate,
      width: 120,
      cell: policy => (
        <Button
          size="small"
          aria-label={words.remediateWhat(nameOf(policy.definitionId), assignmentOf(policy))}
          onClick={() => onRemediate(policy)}
        >
          {words.remediate}
        </Button>
      ),
    },
  ];
  return (
    <>
      <div className={styles.search}>
        <SearchField label={words.search} value={list.text} onChange={list.setText} />
      </div>
      <ResourceTable
        label={words.policiesTable}
        columns={columns}
        rows={rows}
        rowKey={({ assignmentId, definitionId, referenceId }) =>
          `${assignmentId} ${definitionId} ${referenceId ?? ''}`
        }
        isLoading={policies.isPending}
        sortIn="sort"
        csv={{ file: 'policies-to-remediate' }}
        empty={
          list.isNarrowed ? (
            <EmptyState
              title={common.noMatch}
              action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
            />
          ) : (
            <EmptyState title={words.emptyPolicies} hint={words.emptyPoliciesHint} />
          )
        }
      />
    </>
  );
}
