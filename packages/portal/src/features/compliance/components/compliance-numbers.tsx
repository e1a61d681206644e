import { InfoLabel, makeStyles, tokens } from '@fluentui/react-components';
import { compliancePages } from '#strings/compliance';
import { NumberTiles } from '../../../components/number-tiles.tsx';
import { percentWords } from '../../../components/percent-bar.tsx';
import { number } from '../../../lib/format/number.ts';
import { type ComplianceSummary, type StateCounts, totalOf } from '../../../lib/insights/summary.ts';

const words = compliancePages.list;

const useStyles = makeStyles({ info: { maxWidth: '320px', display: 'grid', gap: tokens.spacingVerticalS } });

/** The numbers of a scope: the percentage with its formula, resources, policies, assignments. */
export function ComplianceNumbers({ summary }: { readonly summary: ComplianceSummary }) {
  const styles = useStyles();
  const { totals, assignments } = summary;
  const { resources, policies, percentage } = totals;
  const all = totalOf(resources);
  const bad = assignments.filter(each => (each.totals.resources['NonCompliant'] ?? 0) > 0).length;
  return (
    <NumberTiles
      tiles={[
        {
          id: 'overall',
          label: (
            <InfoLabel
              info={
                <span className={styles.info}>
                  <span>{words.formula}</span>
                  <strong>{filledFormula(resources)}</strong>
                </span>
              }
            >
              {words.overall}
            </InfoLabel>
          ),
          value: all === 0 ? '–' : percentWords(percentage),
          detail: words.judged(all, number(all)),
        },
        {
          id: 'resources',
          label: words.nonCompliantResources,
          value: number(resources['NonCompliant'] ?? 0),
          detail: words.ofWhole(number(all)),
        },
        {
          id: 'policies',
          label: words.nonCompliantPolicies,
          value: number(policies['NonCompliant'] ?? 0),
          detail: words.ofWhole(number(totalOf(policies))),
        },
        {
          id: 'assignments',
          label: words.nonCompliantAssignments,
          value: number(bad),
          detail: words.ofWhole(number(assignments.length)),
        },
        { id: 'exempt', label: words.exemptResources, value: number(resources['Exempt'] ?? 0) },
      ]}
    />
  );
}

const GOOD = ['Compliant', 'Exempt', 'Unknown'];
const BAD = ['NonCompliant', 'Conflict', 'Error'];

/** The formula with the numbers of here. */
function filledFormula(counts: StateCounts): string {
  const sum = (states: readonly string[]) => states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const counted = sum(GOOD) + sum(BAD);
  return counted === 0 ? words.nothingCounts : words.filled(number(sum(GOOD)), number(counted));
}
