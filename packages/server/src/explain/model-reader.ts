import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import { registryOf } from '@sluice/providers/models';
import { textAt } from '../json-value.ts';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';

const READ_MODEL = 'Microsoft.MachineLearningServices/registries/models/versions/read';

/** Nobody learns of models (as components show them) of a registry that he may not read, nor of one that is gone. */
export function createModelReader(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
): (model: JsonObject) => boolean {
  const known = new Map<string, boolean>();
  return model => {
    const registry = textAt(model, 'registryName') ?? '';
    let may = known.get(registry);
    if (may === undefined) {
      const key = registryOf(registry, snapshot.facts);
      may = key !== undefined && mayAct(snapshot, tenantId, caller, READ_MODEL, key);
      known.set(registry, may);
    }
    return may;
  };
}
