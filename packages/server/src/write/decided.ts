import type { Decision } from '@sluice/engine/model';
import { type Metrics, NO_METRICS } from '../telemetry/metrics.ts';
import { describeSpan, inSpan } from '../telemetry/work.ts';

/** Takes a decision, and has it measured. Those of writes and deletes are counted where they are recorded. */
export async function decided<Answer extends { readonly decision: Decision } | undefined>(
  occasion: 'write' | 'delete' | 'scan',
  metrics: Metrics,
  judge: () => Promise<Answer>,
): Promise<Answer> {
  // In the thread of a scan every microsecond counts.
  if (metrics === NO_METRICS) return judge();
  const started = performance.now();
  const answer = await inSpan('decide', async () => {
    const judged = await judge();
    if (judged !== undefined) {
      const { id, verdict, revision } = judged.decision;
      describeSpan({
        'sluice.decision_id': id,
        'sluice.verdict': verdict,
        'sluice.revision': revision,
      });
    }
    return judged;
  });
  if (answer === undefined) return answer;
  const { verdict } = answer.decision;
  metrics.record('sluice_decision_duration_seconds', { occasion }, (performance.now() - started) / 1_000);
  if (occasion === 'scan') metrics.count('sluice_decisions_total', { verdict, occasion });
  countRules(metrics, answer.decision);
  return answer;
}

/** Counts what the rules of a decision said. */
export function countRules(metrics: Metrics, { results }: Pick<Decision, 'results'>): void {
  for (const [outcome, count] of Object.entries(tally(results)))
    metrics.count('sluice_rule_evaluations_total', { outcome }, count);
}

function tally(results: Decision['results']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
