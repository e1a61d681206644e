import type { EffectBehaviour } from './effect-behaviour.ts';

/** Reports what somebody attested. Not built yet. */
export const manual: EffectBehaviour = {
  supported: false,
  phase: 'report',
  refuses: false,
  matchedState: 'Unknown',
};
