import { Button, makeStyles, Select, tokens } from '@fluentui/react-components';
import { ArrowRight16Regular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { common } from '#strings/common';
import { impact } from '#strings/impact';
import { pageOf } from '../../lib/page-of.ts';
import { placeOfResource } from '../../lib/policy/place.ts';
import type { PreviewRow, Standing } from '../../lib/policy/preview.ts';
import { reasonText } from '../../lib/policy/reason-text.ts';
import type { Preview } from '../../lib/policy/use-preview.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { ComplianceBadge } from '../compliance-badge.tsx';
import { QuotedText } from '../explanation/quoted-text.tsx';
import { PortalLink } from '../portal-link.tsx';
import { type Column, ResourceTable } from '../resource-table.tsx';
import { EmptyState } from '../states.tsx';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalS,
  },
  filter: { minWidth: '180px', '@media (max-width: 640px)': { flex: '1 1 100%' } },
  change: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const VERDICTS = ['newlyNonCompliant', 'newlyCompliant', 'couldNotJudge'] as const;
/** In no workspace, as the address says it. */
const NONE = '-';

/** The resources that a change makes compliant or non-compliant, and why; to be narrowed by workspace and by what becomes of them. */
export function ImpactTable({ preview }: { readonly preview: Preview }) {
  const styles = useStyles();
  const [{ workspace = '', verdict = '' }, change] = useUrlState<'workspace' | 'verdict'>();
  const rows = preview.pages?.flatMap(page => page.rows) ?? [];
  const workspaces = [...new Set(rows.map(workspaceOf))].sort();
  const shown = rows.filter(
    row =>
      (workspace === '' || workspaceOf(row) === workspace) && (verdict === '' || row.verdict === verdict),
  );
  const isNarrowed = workspace !== '' || verdict !== '';
  const { hasMore, isLoadingMore, moreError, onMore } = preview.more;
  // Filters look at what was read: where they hide all of it, the next page may have some.
  useEffect(() => {
    if (isNarrowed && hasMore && !isLoadingMore && moreError === undefined && shown.length === 0) onMore();
  }, [isNarrowed, hasMore, isLoadingMore, moreError, shown.length, onMore]);
  if (rows.length === 0) return null;
  return (
    <>
      <search className={styles.filters}>
        <Select
          className={styles.filter}
          aria-label={impact.workspace}
          value={workspace}
          onChange={(_, { value }) => change({ workspace: value }, { replace: true })}
        >
          <option value="">{impact.allWorkspaces}</option>
          {workspaces.map(each => (
            <option key={each} value={each}>
              {each === NONE ? impact.noWorkspace : each}
            </option>
          ))}
        </Select>
        <Select
          className={styles.filter}
          aria-label={impact.change}
          value={verdict}
          onChange={(_, { value }) => change({ verdict: value }, { replace: true })}
        >
          <option value="">{impact.allChanges}</option>
          {VERDICTS.map(each => (
            <option key={each} value={each}>
              {impact.counts[each]}
            </option>
          ))}
        </Select>
      </search>
      <ResourceTable
        label={impact.table}
        columns={columnsOf(rows)}
        rows={shown}
        rowKey={row => `${row.resourceId} ${row.assignmentId} ${row.referenceId ?? row.definitionId}`}
        {...preview.more}
        empty={
          <EmptyState
            title={common.noMatch}
            action={
              <Button onClick={() => change({ workspace: undefined, verdict: undefined })}>
                {common.clearFilters}
              </Button>
            }
          />
        }
      />
    </>
  );
}

function workspaceOf({ resourceId }: PreviewRow): string {
  return placeOfResource(resourceId).workspace ?? NONE;
}

/** Which policy of an initiative it is, is told only where there are several. */
function columnsOf(rows: readonly PreviewRow[]): readonly Column<PreviewRow>[] {
  const references = new Set(rows.map(({ referenceId }) => referenceId));
  return references.size > 1 ? [...COLUMNS.slice(0, 3), RULE, ...COLUMNS.slice(3)] : COLUMNS;
}

const COLUMNS: readonly Column<PreviewRow>[] = [
  { id: 'resource', header: impact.resource, width: 200, cell: row => <ResourceLink id={row.resourceId} /> },
  {
    id: 'workspace',
    header: impact.workspace,
    width: 130,
    cell: row => placeOfResource(row.resourceId).workspace ?? '–',
  },
  { id: 'change', header: impact.change, width: 250, cell: row => <StandingChange row={row} /> },
  {
    id: 'reason',
    header: impact.reason,
    width: 520,
    cell: ({ reason }) => (
      <span title={reasonText(reason)}>
        <QuotedText text={reasonText(reason)} />
      </span>
    ),
  },
];

const RULE: Column<PreviewRow> = {
  id: 'rule',
  header: impact.rule,
  width: 200,
  cell: ({ referenceId, definitionId }) => (
    <span title={definitionId}>{referenceId ?? definitionId.slice(definitionId.lastIndexOf('/') + 1)}</span>
  ),
};

/** A resource by name, leading to its page. */
export function ResourceLink({ id }: { readonly id: string }) {
  const { name } = placeOfResource(id);
  const page = pageOf(id);
  if (page === undefined) return <span title={id}>{name}</span>;
  return (
    <span title={id}>
      <PortalLink to={page.to} search={page.search}>
        {name}
      </PortalLink>
    </span>
  );
}

function StandingChange({ row: { before, after } }: { readonly row: PreviewRow }) {
  const styles = useStyles();
  return (
    <span className={styles.change}>
      <StandingBadge standing={before} />
      <ArrowRight16Regular aria-label={impact.then} />
      <StandingBadge standing={after} />
    </span>
  );
}

function StandingBadge({ standing }: { readonly standing: Standing | undefined }) {
  const styles = useStyles();
  if (standing === undefined) return <span className={styles.quiet}>{impact.notJudged}</span>;
  return <ComplianceBadge state={standing.complianceState} />;
}
