import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Refuses the delete of a resource. */
export const denyAction: EffectBehaviour = {
  supported: true,
  phase: 'delete',
  refuses: true,
  matchedState: 'Protected',
  logOperation: policyOperation('denyAction'),
};
