import { makeStyles, tokens } from '@fluentui/react-components';
import { DismissCircle20Filled } from '@fluentui/react-icons';
import { home } from '#strings/home';
import { Card } from '../../../components/card.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { type Denial, useDenials } from '../api/get-denials.ts';
import { useSentence } from '../api/get-sentence.ts';

const useStyles = makeStyles({
  hint: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground3 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  denial: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  icon: { color: tokens.colorStatusDangerForeground1, marginTop: '1px' },
  sentence: { display: 'block', overflowWrap: 'anywhere' },
  about: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
    // Links one below the other are 24 pixels apart.
    lineHeight: '24px',
    color: tokens.colorNeutralForeground3,
  },
  whole: { overflowWrap: 'anywhere' },
});

/** What policy refused last, and why. */
export function RecentDenials({ scope }: { readonly scope: ScopeNode }) {
  const styles = useStyles();
  const denials = useDenials(scope.id);
  return (
    <Card
      title={home.denials}
      link={
        <PortalLink to="/audit/activity-log" search={{ category: 'Policy', status: 'Failed' }}>
          {home.allDenials}
        </PortalLink>
      }
    >
      <p className={styles.hint}>{home.denialsAt(scope.displayName)}</p>
      <QueryView query={denials} what={home.denialsFailed} loading={<LoadingLines lines={6} />}>
        {found =>
          found.length === 0 ? (
            <EmptyState title={home.noDenials} hint={home.noDenialsHint} />
          ) : (
            <ul className={styles.list}>
              {found.map(denial => (
                <DenialEntry key={denial.decisionId} denial={denial} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

function DenialEntry({ denial }: { readonly denial: Denial }) {
  const styles = useStyles();
  const nameOf = usePrincipalName();
  const { data: sentence, isPending } = useSentence(denial);
  const { decisionId, at, resourceId, principalId, principalName } = denial;
  const name = nameOfId(resourceId);
  return (
    <li className={styles.denial}>
      <DismissCircle20Filled className={styles.icon} aria-hidden />
      <span>
        <span className={styles.sentence}>
          {isPending ? <LoadingLines lines={1} /> : (sentence ?? home.noSentence)}
        </span>
        <span className={styles.about}>
          {/* No link: what was refused may not be there. */}
          <span className={styles.whole}>{name}</span>
          <span>·</span>
          <span className={styles.whole}>
            {home.by} {principalName ?? nameOf(principalId)}
          </span>
          <span>·</span>
          <TimeText at={at} />
          <span>·</span>
          <PortalLink to="/audit/decision" search={{ id: decisionId }} aria-label={home.why(name)}>
            {home.whyHere}
          </PortalLink>
        </span>
      </span>
    </li>
  );
}
