import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Looks for a related resource after the request, and warns when there is none. */
export const auditIfNotExists: EffectBehaviour = {
  supported: true,
  phase: 'afterwards',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('auditIfNotExists'),
};
