export { alternativesTo } from './alternatives.ts';
export {
  type AssetId,
  LATEST,
  type ModelId,
  type ParsedAssetId,
  parseAssetId,
  type WorkspaceRef,
} from './asset-id.ts';
export { canonicalAssetId } from './canonical-asset-id.ts';
export { type CatalogVersion, catalogVersions, registryOf } from './catalog-versions.ts';
export { MODEL_FACTS, type ModelFact } from './facts.ts';
export { familyOf } from './family.ts';
export { mixed, nearestModels, newestModels } from './nearest.ts';
export { type EvaluatedExpression, reasonSentence, type Told } from './reason-sentence.ts';
export { type ResolvedModel, resolveModel } from './resolve.ts';
export { inVersionRange, parseVersionRange, type VersionRange, versionNumberOf } from './version-range.ts';
