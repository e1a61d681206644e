import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import { readSearch } from '@sluice/arm/words';
import { parseAssetId } from '@sluice/providers/models';

/** What a text asks for. Keys are in lower case. */
export type SearchText =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** The thing of that name. */
  | { readonly kind: 'guid'; readonly guid: string }
  /** The thing with that id. */
  | { readonly kind: 'resource'; readonly key: string }
  /** The model of a registry, or the version of one. */
  | { readonly kind: 'model'; readonly assetId: string };
export type SearchProblem = { readonly kind: 'problem'; readonly problem: string };

const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/**
 * Reads a text: a whole id asks for one thing, everything else for words. The version of a definition or of a workspace's model is found by
 * what it is of. The problem says what is too long.
 */
export function readSearchText(text: string): SearchText | SearchProblem {
  const id = text.trim();
  const [, guid] = GUID.exec(id) ?? [];
  if (guid !== undefined) return { kind: 'guid', guid: guid.toLowerCase() };
  const resource = id.startsWith('/') ? parseResourceId(id) : undefined;
  if (resource !== undefined) return { kind: 'resource', key: keyOf(resource) };
  const asset = /^azureml:\/\//i.test(id) ? parseAssetId(id).id : undefined;
  if (asset?.source === 'registry') return { kind: 'model', assetId: asset.canonical };
  if (asset?.source === 'workspace' && 'workspace' in asset) {
    const { subscriptionId, resourceGroup, workspace } = asset.workspace;
    return {
      kind: 'resource',
      key: `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/providers/microsoft.machinelearningservices/workspaces/${workspace}/models/${asset.name}`,
    };
  }
  const read = readSearch(text);
  return read.words === undefined
    ? { kind: 'problem', problem: read.problem }
    : { kind: 'words', words: read.words };
}

function keyOf({ types, typeKey, key, parentId = '' }: ResourceId): string {
  const isVersion = types.length > 1 && types.at(-1)?.toLowerCase() === 'versions';
  // Versions in a registry are models of the catalog themselves.
  return isVersion && !typeKey.startsWith(REGISTRIES) ? parentId.toLowerCase() : key;
}

const REGISTRIES = 'microsoft.machinelearningservices/registries/';
