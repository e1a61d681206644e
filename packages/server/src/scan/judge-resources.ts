import { type Snapshot, toStates } from '@sluice/engine';
import type { Resource, ResourceStates } from '@sluice/engine/model';
import { findType } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';
import type { Metrics } from '../telemetry/metrics.ts';
import { decided } from '../write/decided.ts';
import { judgeAgain } from '../write/judge.ts';

export type JudgeDependencies = {
  readonly storage: Pick<Storage, 'resources'>;
  readonly metrics: Metrics;
  now(): string;
  newId(): string;
};

/**
 * Since when things are as they are: the policies of `revision`, which held then, judge as of `at`; those of any other one as of now, which
 * is not before.
 */
export type Since = { readonly at: string; readonly revision?: number };

/** What policy says of stored resources as things are now, or as time has made them. Those of types that are not judged are left out. */
export async function judgeResources(
  snapshot: Snapshot,
  resources: readonly Resource[],
  { storage, metrics, now, newId }: JudgeDependencies,
  since?: Since,
): Promise<readonly ResourceStates[]> {
  const states: ResourceStates[] = [];
  const at = timeOf(snapshot, now(), since);
  for (const resource of resources) {
    const type = findType(resource.type.toLowerCase());
    if (type === undefined || !type.judged) continue;
    const { decision } = await decided('scan', metrics, () =>
      judgeAgain(snapshot, type, resource, { at, decisionId: newId() }, storage),
    );
    states.push(toStates(decision, resource, at));
  }
  return states;
}

function timeOf({ revision }: Snapshot, now: string, since: Since | undefined): string {
  if (since === undefined) return now;
  return since.revision === revision || now < since.at ? since.at : now;
}
