import { problemAt } from '../../draft/problem.ts';
import type { Wizard } from './use-wizard.ts';

/** The problem of a field, as Fluent's Field takes it. */
export function messageOf(wizard: Wizard, field: string): { readonly validationMessage?: string } {
  const message = problemAt(wizard.shown, field);
  return message === undefined ? {} : { validationMessage: message };
}
