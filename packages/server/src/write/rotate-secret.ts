import { toWriteSet } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { authorizationFailed, mayAct } from './access.ts';
import type { WriteDependencies } from './dependencies.ts';
import type { WriteIntent } from './intent.ts';
import { expectations, writeSetBase } from './operation-of.ts';
import { untilCommitted } from './retry.ts';

/**
 * Gives a stored resource other secrets than it has (`change`); undefined when there is no such resource.
 *
 * Not judged: policies look at what a resource is, and it stays what it is.
 */
export function rotateSecret(
  intent: WriteIntent<'POST'>,
  secret: { readonly action: string; change(secrets: JsonObject): JsonObject },
  dependencies: WriteDependencies,
): Promise<Resource | undefined> {
  const { id, caller } = intent;
  return untilCommitted(dependencies.snapshots, async snapshot => {
    if (!mayAct(snapshot, dependencies.tenantId, caller, secret.action, id.id)) {
      throw authorizationFailed(caller, secret.action, id.id);
    }
    const stored = await dependencies.storage.resources.get(id.key);
    if (stored === undefined) return { done: undefined };
    const resource = {
      ...stored,
      etag: dependencies.newId(),
      secrets: secret.change(stored.secrets ?? {}),
    };
    const base = writeSetBase(
      intent,
      { resource: stored, at: dependencies.now(), status: 200 },
      snapshot,
      dependencies,
    );
    const result = await dependencies.storage.commit(
      toWriteSet({
        ...base,
        operation: { ...base.operation, action: secret.action },
        expect: expectations(id, stored, undefined),
        resources: [{ kind: 'put', resource }],
        changes: [],
      }),
    );
    return result.outcome === 'stale' ? 'stale' : { done: resource };
  });
}
