import { makeStyles, tokens } from '@fluentui/react-components';
import { DismissCircle16Filled } from '@fluentui/react-icons';
import { compliancePages } from '#strings/compliance';
import { PortalLink } from '../../../components/portal-link.tsx';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { type DecisionSummary, useDecision } from '../../../lib/explanation/decision.ts';
import { shortPath } from '../../../lib/format/resource.ts';
import { useDenials } from '../api/get-denials.ts';

const words = compliancePages.overview;
const MOST = 5;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { color: tokens.colorStatusDangerForeground1, marginTop: '2px' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  sentence: { margin: 0, overflowWrap: 'anywhere' },
});

/** What was refused lately, each with the sentence that explains it. */
export function NewestDenials({ scope }: { readonly scope: string | undefined }) {
  const styles = useStyles();
  const denials = useDenials(scope, MOST);
  return (
    <QueryView query={denials} what={words.denialsUnreadable} loading={<LoadingLines lines={8} />}>
      {found =>
        found.length === 0 ? (
          <EmptyState title={words.denialsNone} hint={words.denialsNoneHint} />
        ) : (
          <ul className={styles.list}>
            {found.map(denial => (
              <li key={denial.name} className={styles.entry}>
                <DismissCircle16Filled aria-hidden className={styles.icon} />
                <Entry denial={denial} />
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}

function Entry({ denial: { name, resourceId, principalId, at } }: { readonly denial: DecisionSummary }) {
  const styles = useStyles();
  const { data, isPending } = useDecision(name);
  const sentence = data?.explanation.sentence;
  return (
    <div>
      <div className={styles.head}>
        <PortalLink to="/audit/decision" search={{ id: name }}>
          <span title={resourceId}>{shortPath(resourceId)}</span>
        </PortalLink>
        <span className={styles.quiet}>
          <PrincipalText id={principalId} />
          {' · '}
          <TimeText at={at} />
        </span>
      </div>
      {isPending ? <LoadingLines lines={1} /> : <p className={styles.sentence}>{sentence}</p>}
    </div>
  );
}
