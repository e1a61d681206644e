import { createProgramCache } from './programs.ts';
import type { Snapshot } from './snapshot.ts';
import { stateOf, toSnapshot } from './state.ts';

/**
 * The same snapshot, to try changes on that nobody will keep: what is compiled for them goes with it, instead of staying with what is in
 * force. What is compiled already is not compiled again.
 */
export function trialSnapshot(snapshot: Snapshot): Snapshot {
  const state = stateOf(snapshot);
  return toSnapshot({ ...state, binder: { ...state.binder, programs: createProgramCache() } });
}
