import { toEntries } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { objectAt } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { saveProgress } from '../write/save-progress.ts';

/** Switches a webhook off because its target wants no more, which the activity log tells; what waits for it becomes dead letters. */
export async function switchOff(
  webhook: Resource,
  reason: string,
  dependencies: WriteDependencies,
): Promise<void> {
  const { storage, snapshots, now, newId, tenantId, engineVersion } = dependencies;
  await saveProgress(
    webhook,
    // Somebody who has written it meanwhile may have given it another target.
    stored =>
      stored.etag === webhook.etag
        ? { ...stored, body: { properties: { ...objectAt(stored.body, 'properties'), enabled: false } } }
        : undefined,
    dependencies,
    [],
    ({ id, type }) =>
      toEntries({
        snapshot: snapshots.current(),
        at: now(),
        engineVersion,
        principal: undefined,
        correlationId: newId(),
        tenantId,
        newId,
        operation: { action: `${type}/write`, resourceId: id, resourceType: type, status: 200 },
        expect: [],
        resources: [],
        changes: [],
      }),
  );
  const stored = await storage.resources.get(webhook.key);
  if (stored !== undefined && objectAt(stored.body, 'properties')['enabled'] === false)
    await storage.events.bury(webhook.key, reason);
}
