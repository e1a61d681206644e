import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { glance as words } from '#strings/compliance-glance';
import { ACTIONS } from '../lib/actions.ts';
import { number } from '../lib/format/number.ts';
import { summarize } from '../lib/insights/query.ts';
import { type ComplianceTotals, readSummary, totalOf } from '../lib/insights/summary.ts';
import type { ScopeNode } from '../lib/scope.ts';
import { Allowed } from './allowed.tsx';
import { Card } from './card.tsx';
import { ComplianceBadge } from './compliance-badge.tsx';
import { percentWords } from './percent-bar.tsx';
import { PortalLink } from './portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from './states.tsx';

const useStyles = makeStyles({
  hint: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground3 },
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

/** How a scope and what is below it stand, in one number and its parts. */
export function ComplianceGlance({ scope }: { readonly scope: Pick<ScopeNode, 'id' | 'displayName'> }) {
  const styles = useStyles();
  const query = useQuery({
    queryKey: ['complianceTotals', scope.id.toLowerCase()],
    // No assignment: the sums are enough.
    queryFn: async () => readSummary(await summarize(scope.id, { $top: '0' })).totals,
  });
  const at = { scope: scope.id };
  return (
    <Card
      title={words.title}
      link={
        <PortalLink to="/policy/compliance" search={at}>
          {words.see}
        </PortalLink>
      }
    >
      <p className={styles.hint}>{words.at(scope.displayName)}</p>
      <QueryView query={query} what={words.failed} loading={<LoadingLines lines={6} />}>
        {totals =>
          totalOf(totals.resources) === 0 ? (
            <EmptyState
              title={words.nothingJudged}
              hint={words.nothingJudgedHint}
              action={
                <Allowed action={ACTIONS.assign}>
                  <PortalLink to="/policy/assign" search={at}>
                    {words.assign}
                  </PortalLink>
                </Allowed>
              }
            />
          ) : (
            <Numbers totals={totals} />
          )
        }
      </QueryView>
    </Card>
  );
}

function Numbers({ totals }: { readonly totals: ComplianceTotals }) {
  const styles = useStyles();
  const states = Object.entries(totals.resources)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
  return (
    <>
      <div className={styles.total}>
        <span className={styles.percentage}>{percentWords(totals.percentage)}</span>
        <span>{words.compliant}</span>
      </div>
      <div aria-hidden className={styles.bar}>
        {states.map(([state, count]) => (
          <div
            key={state}
            className={mergeClasses(styles.part, styles[lookOf(state)])}
            style={{ flexGrow: count }}
          />
        ))}
      </div>
      <dl className={styles.states}>
        {states.map(([state, count]) => (
          <Fragment key={state}>
            <dt>
              <ComplianceBadge state={state} />
            </dt>
            <dd className={styles.count}>{number(count)}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={styles.policies}>{policies(totals.policies['NonCompliant'] ?? 0)}</p>
    </>
  );
}

function lookOf(state: string): 'good' | 'bad' | 'part' {
  if (state === 'Compliant') return 'good';
  return state === 'NonCompliant' || state === 'Conflict' ? 'bad' : 'part';
}

function policies(count: number): string {
  if (count === 0) return words.noPolicy;
  return count === 1 ? words.onePolicy : words.policies(number(count));
}
