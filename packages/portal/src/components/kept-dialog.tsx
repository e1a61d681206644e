import { Fragment, type ReactNode, useState } from 'react';

/**
 * A dialog that is in the page from when it opens first, and begins anew each time it opens. It is closed there, not taken out while open:
 * that would hide from screen readers what opens next, and everything else.
 */
export function KeptDialog({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(false);
  const [times, setTimes] = useState(0);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (isOpen) setTimes(times + 1);
  }
  return times === 0 ? null : <Fragment key={times}>{children}</Fragment>;
}
