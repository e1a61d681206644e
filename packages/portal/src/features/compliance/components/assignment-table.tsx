import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { compliancePages } from '#strings/compliance';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { PercentBar } from '../../../components/percent-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { number } from '../../../lib/format/number.ts';
import { useScopeNames } from '../../../lib/scope.ts';
import type { AssignmentRow } from '../assignment-rows.ts';

const words = compliancePages.list;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  name: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS, maxWidth: '100%' },
  link: { overflow: 'hidden', textOverflow: 'ellipsis' },
  badge: { flexShrink: 0, whiteSpace: 'nowrap' },
});

type Props = Pick<ResourceTableProps<AssignmentRow>, 'rows' | 'empty' | 'sort' | 'onSort'> & {
  /** The moment that is shown; goes along to the results of an assignment. */
  readonly at: string | undefined;
};

/** Assignments with how compliant what they judge is. */
export function AssignmentTable({ at, ...props }: Props) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const columns: readonly Column<AssignmentRow>[] = [
    {
      id: 'name',
      header: words.name,
      width: 210,
      isSortable: true,
      cell: ({ id, displayName, isEnforced, isGone }) => (
        <span className={styles.name} title={displayName}>
          <PortalLink className={styles.link} to="/policy/compliance/assignment" search={{ id, at }}>
            {displayName}
          </PortalLink>
          {isGone && (
            <Badge className={styles.badge} appearance="outline" color="informative" title={words.goneHint}>
              {words.gone}
            </Badge>
          )}
          {!isEnforced && (
            <Badge className={styles.badge} appearance="outline" color="informative">
              {words.notEnforced}
            </Badge>
          )}
        </span>
      ),
    },
    { id: 'kind', header: words.kind, width: 76, cell: ({ kind }) => words.kinds[kind] },
    {
      id: 'scope',
      header: words.scope,
      width: 116,
      isSortable: true,
      cell: ({ scope }) => <span title={scope}>{nameOfScope(scope)}</span>,
    },
    {
      id: 'state',
      header: words.state,
      width: 150,
      cell: ({ state }) =>
        state === undefined ? (
          <span className={styles.quiet} title={words.nothingJudgedHint}>
            {words.nothingJudged}
          </span>
        ) : (
          <ComplianceBadge state={state} />
        ),
    },
    {
      id: 'percentage',
      header: words.percentage,
      width: 130,
      isSortable: true,
      cell: ({ percentage }) => (percentage === undefined ? '–' : <PercentBar value={percentage} />),
    },
    {
      id: 'resources',
      header: words.resources,
      width: 238,
      align: 'end',
      isSortable: true,
      cell: row => partOf(row.badResources, row.allResources),
    },
    {
      id: 'policies',
      header: words.policies,
      width: 222,
      align: 'end',
      isSortable: true,
      cell: row => partOf(row.badPolicies, row.allPolicies),
    },
  ];
  return <ResourceTable {...props} label={words.table} columns={columns} rowKey={({ id }) => id} />;
}

function partOf(part: number, all: number): string {
  return all === 0 ? '–' : words.ofAll(number(part), number(all));
}
