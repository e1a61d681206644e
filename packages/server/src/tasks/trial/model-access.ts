import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import { registryOf } from '@sluice/providers/models';
import { isObject, objectAt, textAt } from '../../json-value.ts';
import { authorizationFailed, mayAct } from '../../write/access.ts';
import type { Caller } from '../../write/caller.ts';

const ML = 'Microsoft.MachineLearningServices';
const WORKSPACE_MODEL =
  /^azureml:\/\/(subscriptions\/[^/]+\/resourcegroups\/[^/]+)\/workspaces\/([^/]+)\/models\//i;

/**
 * Refuses facts of a model, or of one that it was made from, that the caller may not read: a resource that only comes with a request can name
 * any model there is.
 */
export function requireModelAccess(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  facts: JsonObject | undefined,
): void {
  const model = objectAt(facts, 'model');
  const origins: JsonValue | undefined = model['origins'];
  for (const each of [model, ...(Array.isArray(origins) ? origins.filter(isObject) : [])]) {
    const home = homeOf(snapshot, each);
    if (home !== undefined && !mayAct(snapshot, tenantId, caller, home.action, home.id))
      throw authorizationFailed(caller, home.action, home.id);
  }
}

/** The registry or workspace that keeps a model, and the right to read models there. */
function homeOf(
  snapshot: Snapshot,
  model: JsonObject,
): { readonly id: string; readonly action: string } | undefined {
  const registry = textAt(model, 'registryName');
  const key = registry === undefined ? undefined : registryOf(registry, snapshot.facts);
  if (key !== undefined) return { id: key, action: `${ML}/registries/models/versions/read` };
  const [, group, workspace] = WORKSPACE_MODEL.exec(textAt(model, 'assetId') ?? '') ?? [];
  return group === undefined
    ? undefined
    : {
        id: `/${group}/providers/${ML}/workspaces/${workspace}`,
        action: `${ML}/workspaces/models/versions/read`,
      };
}
