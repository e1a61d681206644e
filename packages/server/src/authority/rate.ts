/** Seconds to wait before somebody may ask again; 0: go ahead, it is counted. */
export type Rate = (who: string, now: Date) => number;

/** As many as `most` in a minute of each; remembers the last `limit` who asked. */
export function createRate(most: number, limit = 10_000): Rate {
  const windows = new Map<string, { readonly from: number; count: number }>();
  return (who, now) => {
    const at = now.getTime();
    const window = windows.get(who);
    if (window === undefined || at - window.from >= MINUTE_MS) {
      windows.delete(who);
      for (const oldest of windows.keys()) {
        if (windows.size < limit) break;
        windows.delete(oldest);
      }
      windows.set(who, { from: at, count: 1 });
      return 0;
    }
    if (window.count >= most) return Math.ceil((window.from + MINUTE_MS - at) / 1000);
    window.count++;
    return 0;
  };
}

const MINUTE_MS = 60_000;
