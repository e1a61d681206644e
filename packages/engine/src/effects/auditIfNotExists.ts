import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Looks for a related resource after the request, and warns when there is none. Not built yet. */
export const auditIfNotExists: EffectBehaviour = {
  supported: false,
  phase: 'afterwards',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('auditIfNotExists'),
};
