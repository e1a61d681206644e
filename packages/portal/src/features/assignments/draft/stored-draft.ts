import type { JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../../../lib/json.ts';
import { type Draft, EMPTY_DRAFT } from './draft.ts';

/** A draft that the browser kept. */
export type StoredDraft = {
  readonly draft: Draft;
  /** Of the assignment that it was begun with. */
  readonly etag?: string | undefined;
  /** When it was last changed. */
  readonly at: string;
};

/** Of what is kept: another one is not read. */
const FORM = 1;

export function writeStoredDraft({ draft, etag, at }: StoredDraft): JsonValue {
  return { form: FORM, at, draft: { ...draft }, ...(etag === undefined ? {} : { etag }) };
}

/** A draft out of what was kept; undefined where that is none, or one of another form. */
export function readStoredDraft(kept: JsonValue | undefined): StoredDraft | undefined {
  if (!isObject(kept) || kept['form'] !== FORM) return undefined;
  const { at, draft, etag } = kept;
  if (typeof at !== 'string' || !isDraft(draft)) return undefined;
  return { draft, at, ...(typeof etag === 'string' ? { etag } : {}) };
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(EMPTY_DRAFT).every(
    ([name, empty]) =>
      typeof fields[name] === typeof empty && Array.isArray(fields[name]) === Array.isArray(empty),
  );
}
