import { type RefObject, useLayoutEffect } from 'react';

/**
 * Gives the focus back, once something is closed that took it, to what had it when that opened. Not when it is somewhere sensible already,
 * nor when what had it is gone: then `otherwise` gets it.
 */
export function useGiveFocusBack(isOpen: boolean, otherwise?: RefObject<HTMLElement | null>): void {
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
        if (!isLost) return;
        if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) opener.focus();
        else otherwise?.current?.focus();
      });
    };
  }, [isOpen, otherwise]);
}
