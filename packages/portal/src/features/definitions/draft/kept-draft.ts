import type { JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../../../lib/json.ts';
import type { PolicyDraft } from './policy-draft.ts';

/** A draft as the browser keeps it. */
export type KeptDraft = {
  readonly draft: PolicyDraft;
  /** The etag of the definition that it was begun with. */
  readonly etag: string | undefined;
  readonly at: string;
};

/** Where the draft of a page is kept: of a definition, of a duplicate of one, or of a new one. */
export function draftKey(id: string | undefined, from: string | undefined): string {
  return `sluice.draft.definition:${(id ?? (from === undefined ? 'new' : `from ${from}`)).toLowerCase()}`;
}

/** Reads what is kept; undefined when it is no draft. */
export function readKeptDraft(kept: JsonValue | undefined): KeptDraft | undefined {
  const text = textAt(objectAt(kept, 'draft'), 'text');
  if (!isObject(kept) || text === undefined) return undefined;
  const field = (name: keyof PolicyDraft) => textAt(objectAt(kept, 'draft'), name) ?? '';
  return {
    draft: {
      name: field('name'),
      displayName: field('displayName'),
      description: field('description'),
      category: field('category'),
      mode: field('mode'),
      version: field('version'),
      storedAt: field('storedAt'),
      text,
    },
    etag: textAt(kept, 'etag'),
    at: textAt(kept, 'at') ?? '',
  };
}

export function writeKeptDraft({ draft, etag, at }: KeptDraft): JsonValue {
  return { draft, at, ...(etag === undefined ? {} : { etag }) };
}
