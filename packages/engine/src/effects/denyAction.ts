import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Refuses the delete of a resource. Not built yet. */
export const denyAction: EffectBehaviour = {
  supported: false,
  phase: 'delete',
  refuses: true,
  matchedState: 'Protected',
  logOperation: policyOperation('denyAction'),
};
