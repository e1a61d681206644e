import { makeStyles, tokens } from '@fluentui/react-components';
import { compliancePages } from '#strings/compliance';
import { Allowed } from '../../../components/allowed.tsx';
import { Card } from '../../../components/card.tsx';
import { DonutChart } from '../../../components/charts/donut-chart.tsx';
import { Page } from '../../../components/page.tsx';
import { percentWords } from '../../../components/percent-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { type AssignmentName, useAssignmentNames } from '../../../lib/assignments.ts';
import { number } from '../../../lib/format/number.ts';
import { type ComplianceSummary, STATE_RANK, totalOf } from '../../../lib/insights/summary.ts';
import { useScope } from '../../../lib/scope.ts';
import { useCompliance } from '../api/get-compliance.ts';
import { judgedRows, sortAssignmentRows } from '../assignment-rows.ts';
import { ComplianceTrend } from '../components/compliance-trend.tsx';
import { NewestDenials } from '../components/newest-denials.tsx';
import { WorstAssignments } from '../components/worst-assignments.tsx';

const words = compliancePages.overview;
const WORST = 6;

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  narrow: { gridColumn: 'span 5', '@media (max-width: 1100px)': { gridColumn: 'span 12' } },
  wide: { gridColumn: 'span 7', '@media (max-width: 1100px)': { gridColumn: 'span 12' } },
  more: { margin: `${tokens.spacingVerticalM} 0 0` },
  half: { gridColumn: 'span 6', '@media (max-width: 1100px)': { gridColumn: 'span 12' } },
});

export default function OverviewPage() {
  const styles = useStyles();
  const scope = useScope()?.id;
  const compliance = useCompliance({ scope });
  const { data: names } = useAssignmentNames(scope);
  return (
    <Page title={words.title} purpose={words.purpose}>
      <div className={styles.grid}>
        <div className={styles.narrow}>
          <Card>
            <QueryView query={compliance} loading={<LoadingLines lines={8} />}>
              {found => <Overall summary={found} />}
            </QueryView>
          </Card>
        </div>
        <div className={styles.wide}>
          <Card>
            <ComplianceTrend scope={scope} />
          </Card>
        </div>
        <div className={styles.half}>
          <Card>
            <QueryView query={compliance}>
              {found => <WorstAssignments rows={worstOf(found, names)} />}
            </QueryView>
            <p className={styles.more}>
              <PortalLink to="/policy/compliance">{words.allCompliance}</PortalLink>
            </p>
          </Card>
        </div>
        <div className={styles.half}>
          <Card
            title={words.denials}
            link={
              <PortalLink
                to="/audit/activity-log"
                search={{ category: 'Policy', status: 'Failed', span: '30d' }}
              >
                {words.allDenials}
              </PortalLink>
            }
          >
            <NewestDenials scope={scope} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Overall({ summary: { totals } }: { readonly summary: ComplianceSummary }) {
  const all = totalOf(totals.resources);
  if (all === 0)
    return (
      <EmptyState
        title={words.nothingAssigned}
        hint={words.nothingAssignedHint}
        action={
          <Allowed action={ACTIONS.assign}>
            <PortalLink to="/policy/assign">{words.assignPolicy}</PortalLink>
          </Allowed>
        }
      />
    );
  return (
    <DonutChart
      title={words.donut}
      summary={words.donutSummary(
        percentWords(totals.percentage),
        number(totals.resources['NonCompliant'] ?? 0),
        number(all),
      )}
      parts={STATE_RANK.map(state => ({ state, count: totals.resources[state] ?? 0 }))}
      middle={percentWords(totals.percentage)}
    />
  );
}

function worstOf(summary: ComplianceSummary, names: ReadonlyMap<string, AssignmentName> | undefined) {
  const rows = judgedRows(summary.assignments, names).filter(({ badResources }) => badResources > 0);
  return sortAssignmentRows(rows, 'resources', true).slice(0, WORST);
}
