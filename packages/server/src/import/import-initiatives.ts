import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '@sluice/arm/errors';
import { checkInitiative, type Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { toPolicySetDefinition } from '@sluice/providers/types';
import { houseResource } from '../seed/house-resource.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { HouseWriter } from './house-writer.ts';
import type { ImportEntry } from './import-entry.ts';
import type { Candidate } from './sort-policy-files.ts';

/** Initiatives are long: hundreds of members. */
const BATCH = 25;

/**
 * Stores built-in initiatives whose members are all there, where they are new or have changed; tells of each file. Nothing is judged
 * by an initiative that is not assigned, so they make no revision.
 */
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
      return { resources: made.flatMap(({ resource }) => resource ?? []), changes: [] };
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
): { readonly entry: ImportEntry; readonly resource?: Resource } {
  try {
    const { resource } = houseResource(id, { properties }, before, snapshot, services);
    if (isDeepStrictEqual(resource.body, before?.body))
      return { entry: { path, kind, id, outcome: 'unchanged' } };
    const { problems, warnings } = checkInitiative(snapshot.definitions, toPolicySetDefinition(resource));
    const [problem, ...others] = problems;
    if (problem === undefined) {
      const missing = warnings.length === 0 ? {} : { missingVersions: warnings.length };
      return { entry: { path, kind, id, outcome: 'imported', ...missing }, resource };
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
