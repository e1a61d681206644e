import { useLayoutEffect } from 'react';

/**
 * Gives the focus back, once something is closed that took it, to what had it when that opened. Not when it is somewhere sensible already,
 * nor when what had it is gone.
 */
export function useGiveFocusBack(isOpen: boolean): void {
  // Before effects: in one of them, what opens takes the focus.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    return () => {
      const closing = document.activeElement?.closest('[role="dialog"], [role="alertdialog"]');
      // A page that was gone to, or what opens next, takes the focus itself.
      setTimeout(() => {
        const now = document.activeElement;
        const isLost = now === null || now === document.body || closing?.contains(now) === true;
        if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    };
  }, [isOpen]);
}
