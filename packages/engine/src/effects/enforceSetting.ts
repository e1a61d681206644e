import type { EffectBehaviour } from './effect-behaviour.ts';

/** Fixes a setting of a job. Not built yet. */
export const enforceSetting: EffectBehaviour = {
  supported: false,
  phase: 'change',
  refuses: false,
  matchedState: 'NonCompliant',
};
