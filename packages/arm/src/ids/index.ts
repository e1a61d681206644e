export { contains, sameId } from './compare.ts';
export {
  joinId,
  managementGroupIdOf,
  resourceGroupIdOf,
  resourceIdOf,
  subscriptionIdOf,
} from './format-id.ts';
export { parseResourceId } from './parse-resource-id.ts';
export { parseScopeId } from './parse-scope-id.ts';
export { parseAction, parseTarget } from './parse-target.ts';
export type { ResourceId, ScopeId, ScopeKind } from './resource-id.ts';
export { scopeChain } from './scope-chain.ts';
export { TENANT, toScope } from './scopes.ts';
export { MAX_ID_LENGTH } from './segments.ts';
