import type { SnapshotChange } from '@sluice/engine/model';
import { findType } from '@sluice/providers/types';
import type { WriteDependencies } from '../write/dependencies.ts';
import { commitHouse } from './commit-house.ts';

/** Name of the stored value that says that every stored initiative is in the snapshot. */
const BROUGHT_UP = 'seed.initiatives';
const DONE = 'yes';
const TYPE = 'microsoft.authorization/policysetdefinitions';

/**
 * Puts initiatives into the snapshot that an earlier version stored without: it could show them, but not assign them. Does
 * something once in the life of a database.
 */
export async function bringUpInitiatives(dependencies: WriteDependencies): Promise<void> {
  const { storage } = dependencies;
  if ((await storage.properties.get(BROUGHT_UP)) === DONE) return;
  await commitHouse(dependencies, async snapshot => {
    const changes: SnapshotChange[] = [];
    let after: string | undefined;
    do {
      const page = await storage.resources.list({
        types: [TYPE],
        under: '',
        ...(after === undefined ? {} : { after }),
      });
      for (const resource of page.items) {
        if (snapshot.initiatives.has(resource.key)) continue;
        changes.push(...(findType(TYPE)?.changesOf?.(resource, undefined, snapshot.facts, snapshot) ?? []));
      }
      after = page.next;
    } while (after !== undefined);
    return { resources: [], changes };
  });
  await storage.properties.set(BROUGHT_UP, DONE);
}
