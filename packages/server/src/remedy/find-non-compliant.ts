import { setImmediate as nextTurn } from 'node:timers/promises';
import { toStates } from '@sluice/engine';
import type { Resource, ResourceStates } from '@sluice/engine/model';
import { below } from '../write/affected.ts';
import { decided } from '../write/decided.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { judgeAgain } from '../write/judge.ts';
import { isWanted, type Remediation, totalOf } from './remediation.ts';

const PAGE = 500;
/** Resources judged at once: some milliseconds, then requests get their turn. */
const SLICE = 50;

/**
 * Notes what a remediation is to set right: the resources at its scope and below it that are not compliant by its rule, in the order of
 * their ids, as far as filters and count go. Done again it adds what is missing.
 */
export async function findNonCompliant(
  remediation: Remediation,
  services: WriteDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { storage, snapshots, now } = services;
  const { resource, runId, assignmentKey, referenceId, resourceCount } = remediation;
  const run = { key: resource.key, runId };
  for (const under of below(snapshots.current(), remediation.scopeKey)) {
    if (remediation.reEvaluates) await judgeAll(remediation, under, services, signal);
    let after: string | undefined;
    do {
      if (signal.aborted) return;
      const room = resourceCount - totalOf(await storage.remediations.counts(runId));
      if (room <= 0) return;
      const page = await storage.states.nonCompliant({
        assignmentKey,
        referenceId,
        under,
        top: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      const wanted = page.filter(each => isWanted(remediation, each)).slice(0, room);
      await storage.remediations.add(run, wanted.map(toTarget), now());
      after = page.length < PAGE ? undefined : page.at(-1)?.key;
    } while (after !== undefined);
  }
}

function toTarget({ key, id, body }: Resource) {
  const { location } = body;
  return { resourceKey: key, resourceId: id, location: typeof location === 'string' ? location : null };
}

/** Judges again every resource below a key that the rule can be about, whatever it was judged by last. */
async function judgeAll(
  { assignmentKey, ruleKey }: Remediation,
  under: string,
  { storage, snapshots, metrics, types, now, newId }: WriteDependencies,
  signal: AbortSignal,
): Promise<void> {
  const rules = snapshots
    .current()
    .rulesOf(assignmentKey)
    .filter(({ key }) => key === ruleKey);
  const judged = new Map(
    types
      .filter(
        ({ type, judged }) =>
          judged && rules.some(({ program: { pins } }) => pins?.includes(type.toLowerCase()) ?? true),
      )
      .map(type => [type.type.toLowerCase(), type]),
  );
  let after: string | undefined;
  do {
    if (signal.aborted) return;
    const slice = await storage.states.outdated({
      under,
      types: [...judged.keys()],
      revision: Number.MAX_SAFE_INTEGER,
      top: SLICE,
      ...(after === undefined ? {} : { after }),
    });
    const snapshot = snapshots.current();
    const states: ResourceStates[] = [];
    for (const resource of slice) {
      const type = judged.get(resource.type.toLowerCase());
      if (type === undefined) continue;
      const at = now();
      const { decision } = await decided('scan', metrics, () =>
        judgeAgain(snapshot, type, resource, { at, decisionId: newId() }, storage),
      );
      states.push(toStates(decision, resource, at));
    }
    if (states.length > 0) await storage.commitStates(states);
    after = slice.length < SLICE ? undefined : slice.at(-1)?.key;
    await nextTurn();
  } while (after !== undefined);
}
