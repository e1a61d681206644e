import { useState } from 'react';

/** A dialog that is opened and closed. */
export type DialogState = {
  readonly isOpen: boolean;
  /** How many times it was opened: 0 needs nothing in the page yet; as a key it begins anew each time. */
  readonly times: number;
  open(): void;
  close(): void;
};

/**
 * Whether a dialog is open. Once it was, it stays in the page and is closed there: one that is taken out of it while open leaves everything
 * else hidden from screen readers.
 */
export function useDialog(): DialogState {
  const [{ isOpen, times }, set] = useState({ isOpen: false, times: 0 });
  return {
    isOpen,
    times,
    open: () => set(before => ({ isOpen: true, times: before.times + 1 })),
    close: () => set(before => ({ ...before, isOpen: false })),
  };
}
