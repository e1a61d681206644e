import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Adds to the request what it lacks; refuses when something else is there. */
export const append: EffectBehaviour = {
  supported: true,
  phase: 'change',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('append'),
};
