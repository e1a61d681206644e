import { models as words } from '#strings/models';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import type { ModelAnswer } from '../../../lib/models/catalog-model.ts';

/** "Deployable here", or which rule refuses; why it does is in the tooltip. */
export function ModelVerdict({ answer }: { readonly answer: ModelAnswer }) {
  const { verdict, refusals } = answer;
  return (
    <span
      title={refusals
        .map(({ assignmentName, message, reason }) => `${assignmentName}: ${message ?? reason}`)
        .join('\n')}
    >
      <VerdictBadge verdict={verdict} isShort>
        {verdictWords(answer)}
      </VerdictBadge>
    </span>
  );
}

export function verdictWords({ verdict, refusals }: ModelAnswer): string {
  const names = [...new Set(refusals.map(({ assignmentName }) => assignmentName))];
  const [first] = names;
  if (verdict === 'allow') return words.deployable;
  if (first === undefined) return words.verdicts['deny'] ?? verdict;
  return names.length === 1 ? words.refusedBy(first) : words.refusedByMore(first, names.length - 1);
}
