import { compliancePages } from '#strings/compliance';
import { BarChart } from '../../../components/charts/bar-chart.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import type { AssignmentRow } from '../assignment-rows.ts';

const words = compliancePages.overview;
const listWords = compliancePages.list;

/** The assignments with most non-compliant resources, as rows that have some, the worst first. */
export function WorstAssignments({ rows }: { readonly rows: readonly AssignmentRow[] }) {
  const [worst] = rows;
  if (worst === undefined) return <EmptyState title={words.worstNone} hint={words.worstNoneHint} />;
  return (
    <BarChart
      title={words.worst}
      summary={words.worstSummary(worst.displayName, number(worst.badResources), number(worst.allResources))}
      bars={rows.map(({ id, displayName, badResources, allResources }) => ({
        id,
        name: displayName,
        value: badResources,
        words: listWords.ofAll(number(badResources), number(allResources)),
      }))}
      state="NonCompliant"
      nameHeader={listWords.name}
      valueHeader={words.worstCount}
      label={({ id, name }) => (
        <PortalLink to="/policy/compliance/assignment" search={{ id }}>
          {name}
        </PortalLink>
      )}
    />
  );
}
