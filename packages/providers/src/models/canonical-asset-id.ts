import type { FactTable } from '@sluice/engine';
import { type AssetId, parseAssetId, type WorkspaceRef } from './asset-id.ts';
import { resolveModel } from './resolve.ts';

/**
 * The canonical id of what a reference means in the catalog as it is: parsed, and labels resolved where the catalog can tell.
 *
 * A model without `version` could not be resolved.
 */
export function canonicalAssetId(
  reference: string,
  home: WorkspaceRef | undefined,
  facts: FactTable,
): { readonly id: AssetId; readonly problem?: never } | { readonly problem: string; readonly id?: never } {
  const parsed = parseAssetId(reference, home);
  if (parsed.id === undefined || parsed.id.source === 'path') return parsed;
  return { id: resolveModel(parsed.id, facts).id };
}
