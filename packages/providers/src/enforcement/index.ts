export { choicesAt } from '../shape-choices.ts';
export { MASK, maskSecrets } from '../shape-mask.ts';
export { expressionToWire, toDenial } from './arm/from-decision.ts';
export { type Judged, maskDecision } from './arm/mask-decision.ts';
export {
  type RestrictionsRequest,
  readRestrictionsRequest,
  restrictionsToWire,
} from './arm/restrictions.ts';
export { type RequestInput, toRequest } from './arm/to-request.ts';
