const KEPT = 'sluice.reloaded';
/** Servers of two versions side by side would have the page loaded again and again. */
const PAUSE_MS = 30_000;

/** Loads the page again, for the version of the portal that the server has by now; not when that was done a moment ago. */
export function reloadOnce(): void {
  const now = Date.now();
  if (now - Number(sessionStorage.getItem(KEPT) ?? 0) < PAUSE_MS) return;
  sessionStorage.setItem(KEPT, String(now));
  location.reload();
}
