import { makeStyles, tokens } from '@fluentui/react-components';
import { compliancePages } from '#strings/compliance';
import { PercentBar } from '../../../components/percent-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import type { AssignmentRow } from '../assignment-rows.ts';

const words = compliancePages.overview;
const listWords = compliancePages.list;

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    '& th': { textAlign: 'start', fontWeight: tokens.fontWeightSemibold },
    '& th, & td': {
      padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalS}`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  bar: { width: '140px', '@media (max-width: 640px)': { display: 'none' } },
});

/** The assignments with most non-compliant resources, as rows that have some. */
export function WorstAssignments({ rows }: { readonly rows: readonly AssignmentRow[] }) {
  const styles = useStyles();
  if (rows.length === 0) return <EmptyState title={words.worstNone} hint={words.worstNoneHint} />;
  return (
    <table className={styles.table} aria-label={words.worst}>
      <thead>
        <tr>
          <th scope="col">{listWords.name}</th>
          <th scope="col" className={styles.bar}>
            {listWords.percentage}
          </th>
          <th scope="col" className={styles.number}>
            {words.worstCount}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, displayName, percentage = 100, badResources, allResources }) => (
          <tr key={id}>
            <td>
              <PortalLink to="/policy/compliance/assignment" search={{ id }}>
                {displayName}
              </PortalLink>
            </td>
            <td className={styles.bar}>
              <PercentBar value={percentage} />
            </td>
            <td className={styles.number}>{listWords.ofAll(number(badResources), number(allResources))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
