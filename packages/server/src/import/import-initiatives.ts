import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '@sluice/arm/errors';
import { applyChanges, checkInitiative, type Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { houseResource } from '../seed/house-resource.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { HouseWriter } from './house-writer.ts';
import type { ImportEntry } from './import-entry.ts';
import type { Candidate } from './sort-policy-files.ts';

/** Initiatives are long: hundreds of members. */
const BATCH = 25;

/** Stores built-in initiatives whose members are all there, where they are new or have changed; tells of each file. */
export async function importInitiatives(
  candidates: readonly Candidate[],
  writer: HouseWriter,
  services: WriteDependencies,
  onBatch: (done: number) => void,
): Promise<readonly ImportEntry[]> {
  const entries: ImportEntry[] = [];
  for (let start = 0; start < candidates.length; start += BATCH) {
    const batch = candidates.slice(start, start + BATCH);
    let told: readonly ImportEntry[] = [];
    await writer.write(async snapshot => {
      const stored = await services.storage.resources.getMany(batch.map(({ key }) => key));
      const byKey = new Map(stored.map(each => [each.key, each]));
      const made = batch.map(candidate =>
        prepareOne(candidate, byKey.get(candidate.key), snapshot, services),
      );
      told = made.map(({ entry }) => entry);
      return {
        resources: made.flatMap(({ resource }) => resource ?? []),
        changes: made.flatMap(({ changes = [] }) => changes),
      };
    });
    entries.push(...told);
    onBatch(start + batch.length);
  }
  return entries;
}

function prepareOne(
  { path, kind, id, properties }: Candidate,
  before: Resource | undefined,
  snapshot: Snapshot,
  services: WriteDependencies,
): {
  readonly entry: ImportEntry;
  readonly resource?: Resource;
  readonly changes?: readonly SnapshotChange[];
} {
  try {
    const { resource, changes } = houseResource(id, { properties }, before, snapshot, services);
    if (isDeepStrictEqual(resource.body, before?.body))
      return { entry: { path, kind, id, outcome: 'unchanged' } };
    const next = applyChanges(snapshot, snapshot.revision, changes);
    const record = next.initiatives.get(resource.key);
    if (record === undefined) throw new Error(`${id} makes no initiative.`);
    const { problems, warnings } = checkInitiative(snapshot, next, resource.key, record);
    const [problem, ...others] = problems;
    if (problem === undefined) {
      const missing = warnings.length === 0 ? {} : { missingVersions: warnings.length };
      return { entry: { path, kind, id, outcome: 'imported', ...missing }, resource, changes };
    }
    const more = others.length === 0 ? '' : ` (and ${others.length} more problems)`;
    return { entry: refused(problem.code, `${problem.message}${more}`, problem.target) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, message, target } = error.detail;
    return { entry: refused(code, message, target) };
  }

  function refused(code: string, reason: string, pointer: string | undefined): ImportEntry {
    return {
      path,
      kind,
      id,
      outcome: 'refused',
      code,
      reason,
      ...(pointer === undefined ? {} : { pointer }),
    };
  }
}
