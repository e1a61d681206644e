import { useState } from 'react';
import type { LazyPart } from '../../components/lazy-part.tsx';
import type { PartNotLoaded } from '../../lib/load-part.ts';

/** Something of the frame that is fetched when somebody wants it. */
export type Wanted = {
  readonly state: 'idle' | 'coming' | 'here';
  /** Why it did not come. */
  readonly error: PartNotLoaded | undefined;
  want(): void;
  /** It is no longer wanted: a failure is not told any more. */
  leave(): void;
  /** Fetches it beforehand: whoever points at a button may want what it opens. */
  prepare(): void;
};

/** The frame draws nothing of a part before it is here, and stays what it is where that does not come. */
export function useWanted<Props>(part: LazyPart<Props>): Wanted {
  const [state, setState] = useState<Wanted['state']>('idle');
  const [error, setError] = useState<PartNotLoaded>();
  return {
    state,
    error,
    want() {
      if (state !== 'idle') return;
      setState(part.isHere() ? 'here' : 'coming');
      setError(undefined);
      part.preload().then(
        () => setState('here'),
        reason => {
          setState('idle');
          setError(reason);
        },
      );
    },
    leave: () => setError(undefined),
    prepare: () => void part.preload().catch(() => undefined),
  };
}
