import { type EffectBehaviour, policyOperation } from './effect-behaviour.ts';

/** Lets the request pass, warns in the log and reports the resource. */
export const audit: EffectBehaviour = {
  supported: true,
  phase: 'audit',
  refuses: false,
  matchedState: 'NonCompliant',
  logOperation: policyOperation('audit'),
};
