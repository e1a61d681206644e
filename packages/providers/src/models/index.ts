export {
  type AssetId,
  LATEST,
  type ModelId,
  type ParsedAssetId,
  parseAssetId,
  type WorkspaceRef,
} from './asset-id.ts';
export { canonicalAssetId } from './canonical-asset-id.ts';
export { MODEL_FACTS, type ModelFact } from './facts.ts';
export { type ResolvedModel, resolveModel } from './resolve.ts';
export { inVersionRange, parseVersionRange, type VersionRange, versionNumberOf } from './version-range.ts';
