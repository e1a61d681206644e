import { EFFECTS, effectNamed } from '@sluice/engine';
import type { Decision, JobRequest, RuleResult } from '@sluice/engine/model';

/** What the job `afterwards` acts on: ids alone, since it looks at things as they are when it runs. */
export type AfterwardsInput = {
  /** The decision that let the write through: who asked for what is in its record. */
  readonly decisionId: string;
  /** Object id of whoever wrote. */
  readonly principalId: string;
  /** Keys of the rules that found nothing that would satisfy them. */
  readonly rules: readonly string[];
};

/** The name of the job; never changed, since it is in databases. */
export const AFTERWARDS = 'afterwards';

/**
 * The jobs that a write enqueues for effects that act after the request (auditIfNotExists, deployIfNotExists): one for all rules with
 * the same delay. Rules that only act on a failed provisioning have none: provisioning succeeds when the write commits.
 */
export function afterwardsJobs(
  { id, results }: Decision,
  at: string,
  principalId: string,
): readonly JobRequest[] {
  const byDelay = new Map<number, string[]>();
  for (const result of results) {
    const delay = result.evaluationDelaySeconds;
    if (delay === undefined || !actsAfterwards(result)) continue;
    byDelay.set(delay, [...(byDelay.get(delay) ?? []), result.key]);
  }
  return [...byDelay].map(([seconds, rules]): JobRequest => {
    const input: AfterwardsInput = { decisionId: id, principalId, rules };
    const startAfter = new Date(Date.parse(at) + seconds * 1_000).toISOString();
    return { name: AFTERWARDS, input, ...(seconds === 0 ? {} : { startAfter }) };
  });
}

function actsAfterwards({ effectName, outcome, enforced, stateOnly }: RuleResult): boolean {
  const effect = effectNamed(effectName);
  if (effect === undefined || EFFECTS[effect].phase !== 'afterwards') return false;
  return outcome === 'matched' && enforced && !stateOnly;
}
