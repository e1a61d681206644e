import type { EffectBehaviour } from './effect-behaviour.ts';

/** Reports what somebody attested. */
export const manual: EffectBehaviour = {
  supported: true,
  phase: 'report',
  refuses: false,
  matchedState: 'Unknown',
};
