import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Deploys a related resource that is missing after the request. Not built yet. */
export const deployIfNotExists: EffectBehaviour = {
  supported: false,
  phase: 'afterwards',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('deployIfNotExists'),
};
