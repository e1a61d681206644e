import { useEffect, useState } from 'react';
import { keep, readKept } from '../../kept.ts';
import type { Draft } from './draft.ts';
import { readKeptDraft, writeKeptDraft } from './kept-draft.ts';

/** A draft that the browser keeps until it is saved or discarded. */
export type DraftState = {
  readonly draft: Draft;
  /** Of the definition that the draft was begun with. */
  readonly etag: string | undefined;
  change(changes: Partial<Draft>): void;
  /** It differs from what it was begun with. */
  readonly isDirty: boolean;
  /** When the draft that was found here was last changed; undefined when there was none. */
  readonly restoredFrom: string | undefined;
  /** Back to what is stored. */
  discard(): void;
  /** It has been saved: nothing is kept of it. */
  forget(): void;
};

/** `initial` and `etag` must be one value for good: what the page begins with when nothing is kept. */
export function useDraft(key: string, initial: Draft, etag: string | undefined): DraftState {
  const [kept] = useState(() => readKeptDraft(readKept(key)));
  const [restoredFrom, setRestoredFrom] = useState(kept?.at);
  const [draft, setDraft] = useState(kept?.draft ?? initial);
  const [begunWith, setBegunWith] = useState(kept === undefined ? etag : kept.etag);
  const [isSaved, setIsSaved] = useState(false);
  const isDirty = !isSaved && JSON.stringify(draft) !== JSON.stringify(initial);

  // Written with each change: whoever reloads loses nothing. What is as it was begun with need not be kept.
  useEffect(() => {
    keep(key, isDirty ? writeKeptDraft({ draft, etag: begunWith, at: new Date().toISOString() }) : undefined);
  }, [isDirty, key, draft, begunWith]);

  return {
    draft,
    etag: begunWith,
    change: changes => setDraft(before => ({ ...before, ...changes })),
    isDirty,
    restoredFrom,
    discard() {
      keep(key, undefined);
      setRestoredFrom(undefined);
      setBegunWith(etag);
      setDraft(initial);
    },
    forget() {
      keep(key, undefined);
      setIsSaved(true);
    },
  };
}
