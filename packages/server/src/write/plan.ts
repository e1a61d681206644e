import type { Snapshot, Warning } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { above, missingAbove } from './above.ts';
import { checkedChanges } from './checked-changes.ts';
import type { WriteDependencies } from './dependencies.ts';
import { goneWith } from './gone-with.ts';
import type { WriteIntent } from './intent.ts';
import { judgeWrite } from './judge.ts';
import { requireLinkedAccess } from './linked-access.ts';
import { prepareWrite } from './write.ts';

/** What a write would change of what verdicts depend on. */
export type Plan = { readonly changes: readonly SnapshotChange[]; readonly warnings: readonly Warning[] };

/**
 * What a PUT would change, found the way that `write` goes, up to the commit: the same refusals, the same warnings, and nothing is
 * kept. The caller sees to access.
 */
export async function planWrite(
  snapshot: Snapshot,
  intent: WriteIntent<'PUT'>,
  dependencies: WriteDependencies,
): Promise<Plan> {
  const { type, id, caller } = intent;
  const { storage, tenantId } = dependencies;
  const holder = above(id);
  const around = await storage.resources.getMany(holder === undefined ? [id.key] : [id.key, holder.key]);
  if (holder !== undefined && !around.some(({ key }) => key === holder.key)) {
    const missing = await missingAbove(storage, type.impliesParent ? holder : id);
    if (missing !== undefined) throw missing;
  }
  const stored = around.find(({ key }) => key === id.key);
  const at = dependencies.now();
  const parent = around.find(({ key }) => key === holder?.key);
  const prepared = prepareWrite(snapshot, intent, { stored, parent }, at, dependencies);
  const judged = type.judged
    ? await judgeWrite(snapshot, intent, prepared, { at, decisionId: dependencies.newId() }, storage)
    : undefined;
  if (judged?.decision.verdict === 'deny') throw toDenial(judged.decision);
  const resource = judged?.resource ?? prepared.resource;
  const changes = type.changesOf?.(resource, stored, snapshot.facts, snapshot) ?? [];
  requireLinkedAccess(changes, snapshot, tenantId, caller);
  return { changes, warnings: checkedChanges(snapshot, changes) };
}

/** The same for a DELETE, with everything that would go along. Nothing, where there is nothing to delete. */
export async function planRemoval(
  snapshot: Snapshot,
  { type, id, caller }: WriteIntent<'DELETE'>,
  dependencies: WriteDependencies,
): Promise<Plan> {
  const stored = await dependencies.storage.resources.get(id.key);
  if (stored === undefined) return { changes: [], warnings: [] };
  type.checkDelete?.(stored, snapshot);
  const { changes } = await goneWith(snapshot, { type, resource: stored }, dependencies);
  requireLinkedAccess(changes, snapshot, dependencies.tenantId, caller);
  return { changes, warnings: checkedChanges(snapshot, changes) };
}
