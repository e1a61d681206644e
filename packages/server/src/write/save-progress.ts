import type { ActivityEntry, JobRequest, Resource } from '@sluice/engine/model';
import type { WriteDependencies } from './dependencies.ts';

/**
 * Keeps what became of a stored resource that the server works on (a deployment, a remediation): what a client asked for stays, and the
 * activity log tells of the request and of what is done, not of this, unless `entries` do. Undefined when the resource is gone or is
 * another one by now.
 *
 * `change` gets the resource as it is stored, and again when somebody wrote it meanwhile; undefined leaves it alone, and then nothing is
 * enqueued or told either.
 */
export async function saveProgress(
  { key, instanceId }: Pick<Resource, 'key' | 'instanceId'>,
  change: (stored: Resource) => Resource | undefined,
  { storage, snapshots, newId }: WriteDependencies,
  jobs: readonly JobRequest[] = [],
  entries: (changed: Resource) => readonly ActivityEntry[] = () => [],
): Promise<Resource | undefined> {
  for (;;) {
    const stored = await storage.resources.get(key);
    if (stored === undefined || stored.instanceId !== instanceId) return undefined;
    const changed = change(stored);
    if (changed === undefined) return stored;
    const resource = { ...changed, etag: newId() };
    const result = await storage.commit({
      revision: snapshots.current().revision,
      expect: [{ key, etag: stored.etag, role: 'resource' }],
      resources: [{ kind: 'put', resource }],
      changes: [],
      states: [],
      events: [],
      entries: entries(resource),
      decisions: [],
      jobs,
    });
    if (result.outcome === 'committed') return resource;
    await snapshots.follow();
  }
}
