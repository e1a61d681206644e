import type { EditorProblem } from '../../json-text/editor-language.ts';
import { readJsonTree } from '../../json-text/json-tree.ts';
import { pointerSpan } from '../../json-text/pointer-span.ts';
import type { Refused } from './put-definition.ts';

/** The fields of the form that something can be said of. */
export type DraftField =
  | 'displayName'
  | 'description'
  | 'category'
  | 'mode'
  | 'version'
  | 'name'
  | 'storedAt';

export type DraftProblems = {
  /** In the JSON. */
  readonly text: readonly EditorProblem[];
  readonly fields: Readonly<Partial<Record<DraftField, string>>>;
};

/** What is said of a place of a document. */
type Said = {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly pointer: string;
  readonly range?: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
};

/** A part that the document has and the text has not, and where it would stand in the text. */
export type Inserted = { readonly from: number; readonly length: number };
const NOTHING: Inserted = { from: 0, length: 0 };

/** What the server said of what it did not take: `{code, message, target}` each. */
export function placeServerProblems(text: string, said: readonly Refused[]): DraftProblems {
  return placeProblems(
    text,
    said.map(({ code, message, target }) => ({ code, message, severity: 'error', pointer: target })),
  );
}

const FIELD_OF_POINTER: Readonly<Record<string, DraftField>> = {
  displayname: 'displayName',
  description: 'description',
  mode: 'mode',
  version: 'version',
  'metadata/category': 'category',
};

/** Puts what is said of a document, part of which is in fields, where it belongs. */
export function placeProblems(
  text: string,
  diagnostics: readonly Said[],
  { from, length }: Inserted = NOTHING,
): DraftProblems {
  const tree = readJsonTree(text);
  const problems: EditorProblem[] = [];
  const fields: Partial<Record<DraftField, string>> = {};
  const back = (offset: number) => (offset < from + length ? Math.min(offset, from) : offset - length);
  for (const { code, message, severity, pointer, range } of diagnostics) {
    const field = FIELD_OF_POINTER[pointer.replace(/^\/(properties\/)?/i, '').toLowerCase()];
    if (field !== undefined && !isIn(text, field)) {
      fields[field] ??= message;
      continue;
    }
    const span =
      range === undefined
        ? (pointerSpan(tree, pointer) ?? { from: 0, to: 0 })
        : { from: back(range.start.offset), to: back(range.end.offset) };
    // What is said of the whole document is marked at its first sign.
    const to = pointer === '' ? Math.min(span.from + 1, text.length) : span.to;
    problems.push({ code, message, severity, from: span.from, to });
  }
  return { text: problems, fields };
}

function isIn(text: string, field: DraftField): boolean {
  return readJsonTree(text)?.members.some(({ name }) => name.toLowerCase() === field.toLowerCase()) ?? false;
}
