import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Changes the request. */
export const modify: EffectBehaviour = {
  supported: true,
  phase: 'change',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('modify'),
};
