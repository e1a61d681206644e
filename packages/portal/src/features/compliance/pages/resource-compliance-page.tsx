import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { common } from '#strings/common';
import { compliancePages } from '#strings/compliance';
import { frame } from '#strings/frame';
import { AsOfNotice, AsOfPicker } from '../../../components/as-of-picker.tsx';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { effectWord } from '../../../components/effect-badge.tsx';
import { ExportButton } from '../../../components/export-button.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, ErrorState, QueryView } from '../../../components/states.tsx';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { saveExport } from '../../../lib/export.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { number } from '../../../lib/format/number.ts';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import type { PolicyState } from '../../../lib/insights/policy-state.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';
import { pageOf } from '../../../lib/page-of.ts';
import { fileName } from '../../../lib/save-file.ts';
import { toTime } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useLatestDecision } from '../api/get-latest-decision.ts';
import { useStates } from '../api/get-states.ts';
import { ResultCard } from '../components/result-card.tsx';

const words = compliancePages.resource;
const CRUMBS = [{ label: frame.pages.compliance, to: '/policy/compliance' }];

const useStyles = makeStyles({
  numbers: { margin: `0 0 ${tokens.spacingVerticalM}` },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    textAlign: 'start',
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export default function ResourceCompliancePage() {
  const [{ id = '' }] = useUrlState<'id'>();
  if (id === '')
    return (
      <Page title={words.fallbackTitle} crumbs={CRUMBS}>
        <EmptyState
          title={words.noId}
          hint={words.noIdHint}
          action={<PortalLink to="/policy/compliance">{compliancePages.assignment.backToList}</PortalLink>}
        />
      </Page>
    );
  return <ResourceCompliance id={id} />;
}

function ResourceCompliance({ id }: { readonly id: string }) {
  const styles = useStyles();
  const [url, changeUrl] = useUrlState<'at' | 'assignment'>();
  const at = toTime(url.at);
  const { assignment } = url;
  const filter = allOf(
    isEqual('resourceId', id),
    assignment === undefined ? undefined : isEqual('policyAssignmentId', assignment),
  );
  const states = useStates({ scope: id, at, filter, orderBy: 'isCompliant asc,policyAssignmentId asc' });
  const decision = useLatestDecision(id);
  const rows = states.data?.pages.flatMap(({ items }) => items) ?? [];
  const nameOf = useDisplayNames([
    ...(assignment === undefined ? [] : [assignment]),
    ...rows.flatMap(row => [
      row.assignmentId,
      row.definitionId,
      row.initiativeId ?? '',
      row.exemptionId ?? '',
    ]),
  ]);
  const place = pageOf(id);
  const type = rows[0]?.resourceType;
  const changeAt = (next: string | undefined) => changeUrl({ at: next });
  return (
    <Page
      title={shortPath(id)}
      purpose={
        <>
          {type === undefined ? '' : `${typeWord(type)}. `}
          {words.purpose} <IdText id={id} label={compliancePages.assignment.resource} most={80} />
        </>
      }
      crumbs={[
        ...CRUMBS,
        ...(assignment === undefined
          ? []
          : [
              {
                label: nameOf(assignment),
                to: '/policy/compliance/assignment',
                search: { id: assignment, at },
              },
            ]),
      ]}
      commands={
        <>
          <AsOfPicker at={at} onChange={changeAt} />
          <ExportButton
            what={words.exported}
            formats={[{ format: 'csv', label: common.exportCsv }]}
            onExport={format =>
              saveExport(
                { kind: 'policyStates', scope: id, format, query: { to: at, $filter: filter } },
                fileName(`results-${nameOfId(id)}`, format),
              )
            }
          />
          {place !== undefined && (
            <PortalLink to={place.to} search={place.search}>
              {words.viewResource}
            </PortalLink>
          )}
          {typeof decision.data === 'string' && (
            <PortalLink to="/audit/decision" search={{ id: decision.data }}>
              {words.latestDecision}
            </PortalLink>
          )}
        </>
      }
    >
      <AsOfNotice at={at} asked={url.at} onChange={changeAt} />
      <QueryView query={states} what={words.unreadable}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={words.emptyTitle} hint={words.emptyHint} />
          ) : (
            <>
              <p className={styles.numbers} role="status">
                {words.numbers(
                  number(rows.filter(({ complianceState }) => complianceState === 'NonCompliant').length),
                  number(rows.length) + (states.hasNextPage ? '+' : ''),
                )}{' '}
                {assignment !== undefined && (
                  <>
                    {words.onlyAssignment(nameOf(assignment))}{' '}
                    <Button size="small" onClick={() => changeUrl({ assignment: undefined })}>
                      {words.allAssignments}
                    </Button>
                  </>
                )}
              </p>
              <Results rows={rows} at={at} nameOf={nameOf} />
              {states.isFetchNextPageError && <ErrorState error={states.error} what={common.moreFailed} />}
              {states.hasNextPage && (
                <Button disabled={states.isFetchingNextPage} onClick={() => void states.fetchNextPage()}>
                  {common.loadMore}
                </Button>
              )}
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

function Results({
  rows,
  at,
  nameOf,
}: {
  readonly rows: readonly PolicyState[];
  readonly at: string | undefined;
  nameOf(id: string): string;
}) {
  const styles = useStyles();
  return (
    <Accordion multiple collapsible defaultOpenItems={rows.filter(isOpenAtFirst(rows)).map(keyOf)}>
      {rows.map(row => (
        <AccordionItem key={keyOf(row)} value={keyOf(row)}>
          <AccordionHeader as="h2">
            <span className={styles.head}>
              <ComplianceBadge state={row.complianceState} />
              <span className={styles.name}>{nameOf(row.assignmentId)}</span>
              <span className={styles.quiet}>
                {row.referenceId === undefined ? '' : `${nameOf(row.definitionId)} · `}
                {effectWord(row.effect)}
              </span>
            </span>
          </AccordionHeader>
          <AccordionPanel>
            <ResultCard state={row} at={at} nameOf={nameOf} />
          </AccordionPanel>
        </AccordionItem>
      ))}
    </Accordion>
  );
}

/** What somebody comes for: what is not as it should be, or the one result that there is. */
function isOpenAtFirst(rows: readonly PolicyState[]): (row: PolicyState) => boolean {
  return row => rows.length === 1 || /^(NonCompliant|Error|Conflict)$/.test(row.complianceState);
}

function keyOf({ assignmentId, definitionId, referenceId }: PolicyState): string {
  return `${assignmentId} ${definitionId} ${referenceId ?? ''}`;
}
