import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Deploys a related resource that is missing after the request. */
export const deployIfNotExists: EffectBehaviour = {
  supported: true,
  phase: 'afterwards',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('deployIfNotExists'),
};
