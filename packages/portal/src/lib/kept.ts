import type { JsonValue } from '@sluice/arm/protocol';

// What the browser keeps between loads. It may be full, forbidden, or hold what another version wrote: then there is nothing.

/** What is kept under a key, as JSON; undefined when there is nothing that can be read. */
export function readKept(key: string): JsonValue | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}

/** Keeps a value; undefined forgets it. Answers whether it is kept. */
export function keep(key: string, value: JsonValue | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
