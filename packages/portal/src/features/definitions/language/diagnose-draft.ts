import { diagnose } from '@sluice/language';
import { readJsonTree } from '../../../lib/json-text/json-tree.ts';
import type { Draft } from '../../../lib/policy/draft/draft.ts';
import {
  type DraftProblems,
  type Inserted,
  placeProblems,
} from '../../../lib/policy/draft/place-problems.ts';
import type { PolicyNames } from './policy-names.ts';

/** What the fields say of the definition that the JSON is a part of. */
export type DraftFields = Pick<Draft, 'mode' | 'displayName' | 'description'> & {
  /** Azure's own definitions may say what custom ones may not. */
  readonly policyType?: string;
};

/** Everything that is wrong or doubtful in a definition while it is written, where it is. */
export function diagnoseDraft(text: string, fields: DraftFields, { vocabulary }: PolicyNames): DraftProblems {
  const whole = withFields(text, fields);
  return placeProblems(text, diagnose(whole.text, vocabulary).diagnostics, whole);
}

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
