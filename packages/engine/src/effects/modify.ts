import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Changes the request. Not built yet. */
export const modify: EffectBehaviour = {
  supported: false,
  phase: 'change',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('modify'),
};
