import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Refuses the request; a resource that is there already is only reported. */
export const deny: EffectBehaviour = {
  supported: true,
  phase: 'deny',
  refuses: true,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('deny'),
};
