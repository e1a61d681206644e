import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { assignments as words } from '#strings/assignments';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { number } from '../../../lib/format/number.ts';
import { totalOf } from '../../../lib/insights/summary.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import type { Sort } from '../../../lib/sort.ts';
import { type AssignmentRow, nonCompliantOf } from '../list/list-assignments.ts';
import { AssignmentMenu } from './assignment-menu.tsx';
import { ParametersGlance } from './parameters-glance.tsx';

const useStyles = makeStyles({
  scope: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  scopeName: { overflow: 'hidden', textOverflow: 'ellipsis' },
  relation: { flexShrink: 0 },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Counting = keyof typeof words.counting;

/** The list of assignments. */
export function AssignmentTable({
  rows,
  counting,
  isLoading,
  sort,
  onSort,
  onDelete,
  empty,
}: {
  readonly rows: readonly AssignmentRow[];
  /** How far the counting of their states is. */
  readonly counting: Counting;
  readonly isLoading: boolean;
  readonly sort: Sort;
  onSort(sort: Sort): void;
  onDelete(assignment: Assignment): void;
  readonly empty: ReactNode;
}) {
  return (
    <ResourceTable
      label={words.title}
      columns={columnsOf(counting, onDelete)}
      rows={rows}
      rowKey={({ id }) => id}
      isLoading={isLoading}
      sort={sort}
      onSort={onSort}
      empty={empty}
    />
  );
}

function columnsOf(
  counting: Counting,
  onDelete: (assignment: Assignment) => void,
): readonly Column<AssignmentRow>[] {
  const { columns } = words;
  return [
    {
      id: 'name',
      header: columns.name,
      width: 240,
      isSortable: true,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <PortalLink to="/policy/assignments/details" search={{ id }}>
            {displayName}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'actions',
      header: columns.actions,
      width: 84,
      cell: row => <AssignmentMenu assignment={row} onDelete={() => onDelete(row)} />,
    },
    {
      id: 'scope',
      header: columns.scope,
      width: 160,
      isSortable: true,
      cell: row => <ScopeCell row={row} />,
    },
    {
      id: 'definition',
      header: columns.definition,
      width: 230,
      cell: ({ definitionId }) => <DefinitionName id={definitionId} />,
    },
    {
      id: 'parameters',
      header: columns.parameters,
      width: 200,
      cell: ({ parameters }) => <ParametersGlance parameters={parameters} />,
    },
    {
      id: 'enforcement',
      header: columns.enforcement,
      width: 120,
      cell: ({ enforcementMode }) =>
        enforcementMode === 'DoNotEnforce' ? (
          <ComplianceBadge state="NotEnforced" />
        ) : (
          words.enforcement[enforcementMode]
        ),
    },
    {
      id: 'nonCompliant',
      header: columns.nonCompliant,
      width: 140,
      align: 'end',
      isSortable: true,
      cell: row => <NonCompliant row={row} counting={counting} />,
    },
    {
      id: 'excluded',
      header: columns.excluded,
      width: 110,
      cell: ({ notScopes }) =>
        notScopes.length === 0 ? (
          '–'
        ) : (
          <span title={notScopes.join('\n')}>{words.excludedScopes(notScopes.length)}</span>
        ),
    },
    {
      id: 'type',
      header: columns.type,
      width: 100,
      cell: ({ isInitiative }) => words.types[isInitiative ? 'initiative' : 'policy'],
    },
  ];
}

function ScopeCell({ row: { scope, relation } }: { readonly row: AssignmentRow }) {
  const styles = useStyles();
  return (
    <span className={styles.scope}>
      <span className={styles.scopeName}>
        <ScopeName id={scope} />
      </span>
      {relation !== 'direct' && (
        <Badge
          className={styles.relation}
          appearance="outline"
          color="informative"
          title={words.relationHints[relation]}
        >
          {words.relations[relation]}
        </Badge>
      )}
    </span>
  );
}

function NonCompliant({ row, counting }: { readonly row: AssignmentRow; readonly counting: Counting }) {
  const styles = useStyles();
  if (row.numbers === undefined) return <span className={styles.quiet}>{words.counting[counting]}</span>;
  const nonCompliant = nonCompliantOf(row);
  const text = words.ofResources(number(nonCompliant), number(totalOf(row.numbers.resources)));
  if (nonCompliant === 0) return text;
  return (
    <PortalLink to="/policy/compliance/assignment" search={{ id: row.id }} className={styles.bad}>
      {text}
    </PortalLink>
  );
}
