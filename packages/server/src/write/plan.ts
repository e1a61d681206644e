import type { Snapshot, Warning } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { decisionFor } from '../explain/withhold.ts';
import { checkedChanges } from './checked-changes.ts';
import type { WriteDependencies } from './dependencies.ts';
import { goneWith } from './gone-with.ts';
import type { WriteIntent } from './intent.ts';
import { requireLinkedAccess } from './linked-access.ts';
import { rehearse } from './rehearse.ts';

/** What a write would change of what verdicts depend on. */
export type Plan = { readonly changes: readonly SnapshotChange[]; readonly warnings: readonly Warning[] };

/** What a PUT would change, by its rehearsal. Throws ApiError as the write would, for a denial too. */
export async function planWrite(
  snapshot: Snapshot,
  intent: WriteIntent<'PUT'>,
  dependencies: WriteDependencies,
): Promise<Plan> {
  const { judged, changes, warnings } = await rehearse(intent, snapshot, dependencies);
  if (judged?.decision.verdict === 'deny')
    throw toDenial(decisionFor(intent.caller, judged.decision, snapshot, dependencies.tenantId));
  return { changes, warnings };
}

/**
 * The same for a DELETE, with everything that would go along. Nothing, where there is nothing to delete. The caller sees to access.
 */
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
