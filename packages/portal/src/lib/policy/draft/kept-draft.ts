import type { JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../../json.ts';
import type { DefinitionKind } from '../definition-summary.ts';
import type { Draft } from './draft.ts';

/** A draft as the browser keeps it. */
export type KeptDraft = {
  readonly draft: Draft;
  /** The etag of the definition that it was begun with. */
  readonly etag: string | undefined;
  readonly at: string;
};

/** Where the draft of a page is kept: of what is stored, of a duplicate of it, or of a new one of its kind. */
export function draftKey(kind: DefinitionKind, id: string | undefined, from: string | undefined): string {
  return `sluice.draft.${kind}:${(id ?? (from === undefined ? 'new' : `from ${from}`)).toLowerCase()}`;
}

/** Reads what is kept; undefined when it is no draft. */
export function readKeptDraft(kept: JsonValue | undefined): KeptDraft | undefined {
  const text = textAt(objectAt(kept, 'draft'), 'text');
  if (!isObject(kept) || text === undefined) return undefined;
  const field = (name: keyof Draft) => textAt(objectAt(kept, 'draft'), name) ?? '';
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
