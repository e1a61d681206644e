import { useEffect, useState } from 'react';
import { keep, readKept } from '../../../lib/kept.ts';
import { type KeptTrial, NO_TRIAL, readKeptTrial, writeKeptTrial } from './trial-state.ts';

/** What a definition is tried with, and its tests: kept by the browser beside the draft, and after it is saved. */
export function useKeptTrial(draftKey: string): readonly [KeptTrial, (changes: Partial<KeptTrial>) => void] {
  const key = trialKey(draftKey);
  const [kept, setKept] = useState(() => readKeptTrial(readKept(key)));
  useEffect(() => {
    const isEmpty = kept.cases.length === 0 && JSON.stringify(kept.trial) === JSON.stringify(NO_TRIAL);
    keep(key, isEmpty ? undefined : writeKeptTrial(kept));
  }, [key, kept]);
  return [kept, changes => setKept(before => ({ ...before, ...changes }))];
}

/** Under which the tests of a draft are kept. */
export function trialKey(draftKey: string): string {
  return draftKey.replace('sluice.draft.', 'sluice.trial.');
}

/** The tests of a draft become those of what it was saved as. */
export function moveTrial(draftKey: string, savedKey: string): void {
  if (draftKey === savedKey) return;
  const kept = readKept(trialKey(draftKey));
  if (kept === undefined) return;
  keep(trialKey(savedKey), kept);
  keep(trialKey(draftKey), undefined);
}
