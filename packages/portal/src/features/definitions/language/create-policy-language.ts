import type { EditorLanguage } from '../../../lib/json-text/editor-language.ts';
import { completePolicy } from './complete-policy.ts';
import { type DraftFields, diagnoseDraft } from './diagnose-draft.ts';
import { explainPolicy } from './explain-policy.ts';
import type { PolicyNames } from './policy-names.ts';

/** What the editor knows of the JSON of a definition with these fields. */
export function createPolicyLanguage(fields: DraftFields, names: PolicyNames): EditorLanguage {
  return {
    diagnose: text => diagnoseDraft(text, fields, names).text,
    complete: (text, offset) => completePolicy(text, offset, fields.mode, names),
    explain: (text, offset) => explainPolicy(text, offset, names),
  };
}
