import type { Snapshot, Warning } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { Judged } from '@sluice/providers/enforcement';
import { above, missingAbove } from './above.ts';
import { authorizationFailed, mayAct } from './access.ts';
import { checkedChanges } from './checked-changes.ts';
import type { WriteDependencies } from './dependencies.ts';
import type { WriteQuestion } from './intent.ts';
import { judgeWrite } from './judge.ts';
import { requireLinkedAccess } from './linked-access.ts';
import { prepareWrite } from './prepare-write.ts';

/** A write gone through up to its commit. */
export type Rehearsal = {
  /** As it would be stored. */
  readonly resource: Resource;
  /** As it is stored now. */
  readonly stored: Resource | undefined;
  /** Where the type is judged: what was asked, and the decision, without secrets. */
  readonly judged?: Judged;
  /** Of what verdicts depend on; none where it is denied. */
  readonly changes: readonly SnapshotChange[];
  readonly warnings: readonly Warning[];
};

/**
 * What a write would do, and what policy says of it; nothing is saved or recorded. Throws ApiError as the write would, but for a denial,
 * which is in the decision.
 *
 * `planned`: keys of resources that would be written before this one, so that they count as there.
 */
export async function rehearse(
  intent: WriteQuestion,
  snapshot: Snapshot,
  dependencies: Pick<WriteDependencies, 'storage' | 'tenantId' | 'now' | 'newId'>,
  planned: ReadonlySet<string> = new Set(),
): Promise<Rehearsal> {
  const { type, id, caller } = intent;
  const { storage, tenantId } = dependencies;
  const action = `${type.type}/write`;
  if (!mayAct(snapshot, tenantId, caller, action, id.id)) throw authorizationFailed(caller, action, id.id);
  const holder = above(id);
  if (holder !== undefined && !planned.has(holder.key)) {
    const missing = await missingAbove(storage, type.impliesParent ? holder : id);
    if (missing !== undefined) throw missing;
  }
  const around = await storage.resources.getMany(holder === undefined ? [id.key] : [id.key, holder.key]);
  const stored = around.find(({ key }) => key === id.key);
  const parent = around.find(({ key }) => key === holder?.key);
  const at = dependencies.now();
  const prepared = prepareWrite(snapshot, intent, { stored, parent }, at, dependencies);
  type.checkWrite?.(prepared.resource, stored, snapshot);
  const judged = type.judged
    ? await judgeWrite(snapshot, intent, prepared, { at, decisionId: dependencies.newId() }, storage)
    : undefined;
  const resource = judged?.resource ?? prepared.resource;
  const refused = judged?.decision.verdict === 'deny';
  const changes = refused ? [] : (type.changesOf?.(resource, stored, snapshot.facts, snapshot) ?? []);
  requireLinkedAccess(changes, snapshot, tenantId, caller);
  return {
    resource,
    stored,
    ...(judged === undefined ? {} : { judged: { request: judged.request, decision: judged.decision } }),
    changes,
    warnings: checkedChanges(snapshot, changes),
  };
}
