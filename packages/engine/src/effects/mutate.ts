import type { EffectBehaviour } from './effect-behaviour.ts';

/** Changes a Kubernetes object. Not built yet. */
export const mutate: EffectBehaviour = {
  supported: false,
  phase: 'change',
  refuses: false,
  matchedState: 'NonCompliant',
};
