import { type RefObject, useEffect, useLayoutEffect } from 'react';

/**
 * Gives the focus back, once something is closed that took it, to what had it when that opened; to the button of a menu, when it was one
 * of its items. Not when it is somewhere sensible already. Where what had it is gone, or goes because of what was done, `otherwise` gets
 * it, or the panel or the page that it was in.
 */
export function useGiveFocusBack(isOpen: boolean, otherwise?: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // The same listener each time, which the document keeps once.
    document.addEventListener('focusin', keepFocused);
  }, []);
  // Before effects: in one of them, what opens takes the focus.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const opener = openerNow();
    const panel = opener?.closest<HTMLElement>('[data-panel]') ?? null;
    return () => {
      const closing = document.activeElement?.closest('[role="dialog"], [role="alertdialog"]');
      // A page that was gone to, or what opens next, takes the focus itself.
      setTimeout(() => {
        const now = document.activeElement;
        const isLost = now === null || now === document.body || closing?.contains(now) === true;
        if (!isLost) return;
        const next = () => otherwise?.current ?? (panel?.isConnected === true ? panel : heading());
        if (opener?.isConnected === true) focusWhileThere(opener, next);
        else next()?.focus({ preventScroll: true });
      });
    };
  }, [isOpen, otherwise]);
}

/** What had the focus before a menu that has had it last: the items of that are gone as soon as one is chosen. */
let beforeMenu: HTMLElement | undefined;
let last: HTMLElement | undefined;

function keepFocused({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement)) return;
  if (!isInMenu(target)) beforeMenu = undefined;
  else if (last !== undefined && !isInMenu(last)) beforeMenu = last;
  last = target;
}

function isInMenu(element: HTMLElement): boolean {
  return element.closest('[role="menu"]') !== null;
}

function openerNow(): HTMLElement | undefined {
  const now = document.activeElement;
  return now instanceof HTMLElement && now !== document.body && !isInMenu(now) ? now : beforeMenu;
}

function heading(): HTMLElement | null {
  return document.querySelector('h1');
}

/** Focuses an element; when it is taken out of the page with the focus on it, as the row of what was deleted is, what is next. */
function focusWhileThere(element: HTMLElement, next: () => HTMLElement | null | undefined): void {
  element.focus();
  const watch = new MutationObserver(() => {
    const now = document.activeElement;
    if (element.isConnected && now === element) return;
    watch.disconnect();
    if (!element.isConnected && (now === null || now === document.body))
      next()?.focus({ preventScroll: true });
  });
  watch.observe(document.body, { childList: true, subtree: true });
}
