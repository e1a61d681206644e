import { useElementScrollRestoration, useRouter } from '@tanstack/react-router';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * Where the reader was in a table when he left it for another page: going back leads there again. The router keeps it with each step of
 * the history, by the `id`, which is that of the table's frame.
 */
export function useKeptPlace(
  label: string,
  frame: RefObject<HTMLElement | null>,
  rows: number,
): { readonly id: string; readonly offset: number } {
  const router = useRouter();
  // While another page is on its way this one is still drawn, under the address of that.
  const [path] = useState(() => router.latestLocation.pathname);
  const id = `${path} ${label}`;
  const now = useElementScrollRestoration({ id });
  // As it was when the table came: what is kept later is where the reader is by then.
  const [kept] = useState(now);
  const isThere = useRef(kept === undefined);
  useLayoutEffect(() => {
    // The router has put it there already where the rows were there at once.
    if (isThere.current || rows === 0 || frame.current === null || kept === undefined) return;
    isThere.current = true;
    frame.current.scrollTo(kept.scrollX, kept.scrollY);
  }, [frame, rows, kept]);
  return { id, offset: kept?.scrollY ?? 0 };
}
