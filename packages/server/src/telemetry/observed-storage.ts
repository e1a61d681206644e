import type { Storage } from '@sluice/storage';
import type { Metrics } from './metrics.ts';
import { describeSpan, inSpan } from './work.ts';

/** The storage, with its commits measured, and the decisions counted that they record. */
export function observedStorage(storage: Storage, metrics: Metrics): Storage {
  return {
    ...storage,
    commit: (...given) => inSpan('commit', () => commit(storage, metrics, given)),
  };
}

async function commit(
  storage: Storage,
  metrics: Metrics,
  given: Parameters<Storage['commit']>,
): ReturnType<Storage['commit']> {
  const [writeSet] = given;
  const started = performance.now();
  const took = (outcome: string) =>
    metrics.record('sluice_commit_duration_seconds', { outcome }, (performance.now() - started) / 1_000);
  try {
    const result = await storage.commit(...given);
    took(result.outcome);
    describeSpan({ 'sluice.commit.outcome': result.outcome });
    if (result.outcome === 'stale') {
      metrics.count('sluice_commits_stale_total', { what: result.what });
      return result;
    }
    for (const { verdict, request } of writeSet.decisions)
      metrics.count('sluice_decisions_total', { verdict, occasion: request.occasion });
    return result;
  } catch (error) {
    took('error');
    throw error;
  }
}
