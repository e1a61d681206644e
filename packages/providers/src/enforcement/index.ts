export { toDenial } from './arm/from-decision.ts';
export { maskRequest } from './arm/mask-request.ts';
export { type RequestInput, toRequest } from './arm/to-request.ts';
