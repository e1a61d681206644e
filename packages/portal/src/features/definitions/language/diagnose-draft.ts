import { type Diagnostic, diagnose } from '@sluice/language';
import type { EditorProblem } from '../../../lib/json-text/editor-language.ts';
import { readJsonTree } from '../../../lib/json-text/json-tree.ts';
import { pointerSpan } from '../../../lib/json-text/pointer-span.ts';
import type { PolicyDraft } from '../draft/policy-draft.ts';
import type { PolicyNames } from './policy-names.ts';

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

/** What the fields say of the definition that the JSON is a part of. */
export type DraftFields = Pick<PolicyDraft, 'mode' | 'displayName' | 'description'> & {
  /** Azure's own definitions may say what custom ones may not. */
  readonly policyType?: string;
};

/** Everything that is wrong or doubtful in a definition while it is written, where it is. */
export function diagnoseDraft(text: string, fields: DraftFields, { vocabulary }: PolicyNames): DraftProblems {
  const whole = withFields(text, fields);
  return placed(text, diagnose(whole.text, vocabulary).diagnostics, whole);
}

/** What the server said of a definition that it did not take: `{code, message, target}` each. */
export function placeServerProblems(
  text: string,
  said: readonly { readonly code: string; readonly message: string; readonly target: string }[],
): DraftProblems {
  return placed(
    text,
    said.map(({ code, message, target }) => ({ code, message, severity: 'error', pointer: target })),
    { from: 0, length: 0 },
  );
}

type Inserted = { readonly from: number; readonly length: number };

/** The text with the fields put in behind its first brace, so that what is said of the whole can be found in the text. */
function withFields(
  text: string,
  { mode, displayName, description, policyType = 'Custom' }: DraftFields,
): Inserted & { readonly text: string } {
  const from = text.indexOf('{') + 1;
  const names = new Set(readJsonTree(text)?.members.map(({ name }) => name.toLowerCase()));
  if (from === 0 || names.has('properties')) return { text, from: 0, length: 0 };
  const members = Object.entries({ mode, displayName, description, policyType })
    .filter(([name]) => !names.has(name.toLowerCase()))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const inserted = members.join(',') + (members.length === 0 || names.size === 0 ? '' : ',');
  return { text: text.slice(0, from) + inserted + text.slice(from), from, length: inserted.length };
}

const FIELD_OF_POINTER: Readonly<Record<string, DraftField>> = {
  displayname: 'displayName',
  description: 'description',
  mode: 'mode',
  version: 'version',
  'metadata/category': 'category',
};

function placed(
  text: string,
  diagnostics: readonly Pick<Diagnostic, 'code' | 'message' | 'severity' | 'pointer' | 'range'>[],
  { from, length }: Inserted,
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
