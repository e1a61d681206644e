import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '@sluice/arm/errors';
import { applyChanges, checkImported, notEvaluated, type Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { HouseWork } from '../seed/commit-house.ts';
import { houseResource } from '../seed/house-resource.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { HouseWriter } from './house-writer.ts';
import type { ImportEntry } from './import-entry.ts';
import type { Candidate } from './sort-policy-files.ts';

/** Changes to a commit: some ten milliseconds under the exclusive lock. */
const BATCH = 250;

/** Stores built-in definitions that are new or have changed; tells of each file. `onBatch` hears how many are done. */
export async function importDefinitions(
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
      const done = await prepareBatch(batch, snapshot, services);
      told = done.entries;
      return done;
    });
    entries.push(...told);
    onBatch(start + batch.length);
  }
  return entries;
}

type Made = {
  readonly candidate: Candidate;
  readonly resource: Resource;
  readonly changes: readonly SnapshotChange[];
};

async function prepareBatch(
  batch: readonly Candidate[],
  snapshot: Snapshot,
  services: WriteDependencies,
): Promise<HouseWork & { readonly entries: readonly ImportEntry[] }> {
  const stored = new Map(
    (await services.storage.resources.getMany(batch.map(({ key }) => key))).map(each => [each.key, each]),
  );
  const entries: ImportEntry[] = [];
  const made: Made[] = [];
  for (const candidate of batch) {
    const { id, key, properties } = candidate;
    try {
      const before = stored.get(key);
      const written = houseResource(id, { properties }, before, snapshot, services);
      if (isDeepStrictEqual(written.resource.body, before?.body))
        entries.push(toEntry(candidate, 'unchanged', properties, snapshot));
      else made.push({ candidate, ...written });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, message, target } = error.detail;
      entries.push(refused(candidate, code, message, target));
    }
  }
  const next = applyChanges(
    snapshot,
    snapshot.revision,
    made.flatMap(({ changes }) => changes),
  );
  const kept = made.filter(each => {
    const entry = checkOne(each, snapshot, next);
    entries.push(entry);
    return entry.outcome === 'imported';
  });
  return {
    entries,
    resources: kept.map(({ resource }) => resource),
    changes: kept.flatMap(({ changes }) => changes),
  };
}

function checkOne({ candidate }: Made, before: Snapshot, next: Snapshot): ImportEntry {
  const definition = next.definitions.get(candidate.key);
  if (definition === undefined) throw new Error(`${candidate.id} makes no definition.`);
  const { problems, warnings } = checkImported(before, next, candidate.key, definition);
  const [problem] = problems;
  if (problem === undefined) {
    const entry = toEntry(candidate, 'imported', definition.document, next);
    return warnings.length === 0 ? entry : { ...entry, unknownAliases: warnings.length };
  }
  const { code, message, target } = problem.details?.[0] ?? problem;
  return refused(candidate, code, message, target);
}

function toEntry(
  { path, kind, id }: Candidate,
  outcome: 'imported' | 'unchanged',
  document: Candidate['properties'],
  { vocabulary }: Snapshot,
): ImportEntry {
  const reason = notEvaluated(document, vocabulary);
  return { path, kind, id, outcome, ...(reason === undefined ? {} : { notEvaluated: reason }) };
}

function refused(
  { path, kind, id }: Candidate,
  code: string,
  reason: string,
  target: string | undefined,
): ImportEntry {
  const pointer = target?.startsWith('/properties') === false ? `/properties${target}` : target;
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
