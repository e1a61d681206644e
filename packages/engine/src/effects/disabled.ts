import type { EffectBehaviour } from './effect-behaviour.ts';

/** Switches the rule off: it is not evaluated and leaves no record. */
export const disabled: EffectBehaviour = {
  supported: true,
  phase: 'never',
  refuses: false,
  matchedState: 'Compliant',
};
