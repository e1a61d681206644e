import { type Draft, EMPTY_DRAFT } from './draft.ts';

// A draft outlives a reload, and a visit to the sign-in page, in the tab's own storage.

export type StoredDraft = {
  readonly draft: Draft;
  /** When it was last changed. */
  readonly at: string;
};

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const FORM = 1;

/** Keeps a draft. One that there is no room for is lost with the page, no worse than without. */
export function storeDraft(store: Store, key: string, draft: Draft, at: string): void {
  try {
    store.setItem(nameOf(key), JSON.stringify({ form: FORM, at, draft }));
  } catch {
    store.removeItem(nameOf(key));
  }
}

export function forgetDraft(store: Store, key: string): void {
  store.removeItem(nameOf(key));
}

/** The draft kept under a key; undefined where there is none, or one of another form. */
export function readStoredDraft(store: Store, key: string): StoredDraft | undefined {
  const text = store.getItem(nameOf(key));
  if (text === null) return undefined;
  try {
    const stored = JSON.parse(text) as { form?: unknown; at?: unknown; draft?: unknown };
    if (stored.form !== FORM || typeof stored.at !== 'string' || !isDraft(stored.draft)) return undefined;
    return { draft: stored.draft, at: stored.at };
  } catch {
    return undefined;
  }
}

function nameOf(key: string): string {
  return `sluice.assign ${key}`;
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(EMPTY_DRAFT).every(
    ([name, empty]) =>
      typeof fields[name] === typeof empty && Array.isArray(fields[name]) === Array.isArray(empty),
  );
}
