import type { Diagnostic } from '../source/diagnostic.ts';
import type { ParsedDefinition } from '../syntax/ast.ts';
import { parseDefinition } from '../syntax/parse-definition.ts';
import type { JsonObject } from '../values/json.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { checkDefinition, checkRest } from './check-definition.ts';

export type Diagnosis = {
  /** There is one exactly when the document is well-formed; it may name what does not exist. */
  readonly definition?: ParsedDefinition;
  readonly diagnostics: readonly Diagnostic[];
};

/**
 * Everything that is wrong or doubtful in one document, at once: what is malformed, and what is wrong with the rest. Only a
 * text that is no JSON has one problem alone.
 */
export function diagnose(source: string | JsonObject, vocabulary: Vocabulary): Diagnosis {
  const { definition, rest, diagnostics } = parseDefinition(source);
  if (definition !== undefined)
    return { definition, diagnostics: [...diagnostics, ...checkDefinition(definition, vocabulary)] };
  if (rest === undefined) return { diagnostics };
  const malformed = new Set(diagnostics.map(({ pointer }) => pointer));
  const others = checkRest(rest, vocabulary).filter(({ pointer }) => !malformed.has(pointer));
  return { diagnostics: [...diagnostics, ...others] };
}
