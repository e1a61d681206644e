import type { EffectBehaviour } from './effect-behaviour.ts';

/** Puts a virtual network into a group. Not built yet. */
export const addToNetworkGroup: EffectBehaviour = {
  supported: false,
  phase: 'afterwards',
  refuses: false,
  matchedState: 'NonCompliant',
};
