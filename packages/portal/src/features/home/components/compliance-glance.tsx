import { makeStyles, tokens } from '@fluentui/react-components';
import { home } from '#strings/home';
import { ComplianceBadge, complianceName } from '../../../components/compliance-badge.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { type ComplianceSummary, useCompliance } from '../api/get-compliance.ts';
import { Panel } from './panel.tsx';

const useStyles = makeStyles({
  total: { display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
  percentage: {
    fontSize: tokens.fontSizeHero900,
    lineHeight: tokens.lineHeightHero900,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  bar: {
    display: 'flex',
    gap: '2px',
    height: '8px',
    margin: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}`,
    borderRadius: tokens.borderRadiusCircular,
    overflow: 'hidden',
  },
  part: { minWidth: '4px', backgroundColor: tokens.colorNeutralStroke1 },
  good: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  bad: { backgroundColor: tokens.colorStatusDangerBackground3 },
  states: {
    display: 'grid',
    gridTemplateColumns: 'max-content max-content',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  count: { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  policies: { margin: `${tokens.spacingVerticalM} 0 0`, color: tokens.colorNeutralForeground2 },
});

/** How the scope stands, in one number and its parts. */
export function ComplianceGlance({ scope }: { readonly scope: ScopeNode }) {
  const summary = useCompliance(scope.id);
  return (
    <Panel
      title={home.compliance}
      hint={home.complianceAt(scope.displayName)}
      more={<PortalLink to="/policy/compliance">{home.seeCompliance}</PortalLink>}
    >
      <QueryView query={summary} what={home.complianceFailed} loading={<LoadingLines lines={6} />}>
        {found =>
          found.percentage === undefined ? (
            <EmptyState
              title={home.nothingJudged}
              hint={home.nothingJudgedHint}
              action={<PortalLink to="/policy/assign">{home.tile.assign[0]}</PortalLink>}
            />
          ) : (
            <Numbers summary={found} />
          )
        }
      </QueryView>
    </Panel>
  );
}

function Numbers({ summary }: { readonly summary: ComplianceSummary }) {
  const styles = useStyles();
  const { percentage = 0, states, nonCompliantPolicies } = summary;
  return (
    <>
      <div className={styles.total}>
        <span className={styles.percentage}>{`${Number(percentage.toFixed(1))}\u00a0%`}</span>
        <span>{home.compliant}</span>
      </div>
      <div aria-hidden className={styles.bar}>
        {states.map(({ state, count }) => (
          <div
            key={state}
            className={`${styles.part} ${styles[lookOf(state)]}`}
            style={{ flexGrow: count }}
          />
        ))}
      </div>
      <dl className={styles.states}>
        {states.map(({ state, count }) => [
          <dt key={state}>
            <ComplianceBadge state={state} />
          </dt>,
          <dd key={`${state} count`} className={styles.count}>
            {number(count)}
          </dd>,
        ])}
      </dl>
      <p className={styles.policies}>{policies(nonCompliantPolicies)}</p>
    </>
  );
}

function lookOf(state: string): 'good' | 'bad' | 'part' {
  const name = complianceName(state);
  if (name === 'Compliant') return 'good';
  return name === 'NonCompliant' || name === 'Conflict' ? 'bad' : 'part';
}

function policies(count: number): string {
  if (count === 0) return home.noPolicy;
  return count === 1 ? home.onePolicy : home.policies(number(count));
}
