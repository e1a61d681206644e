import { checkDefinition as lint, parseDefinition } from '@sluice/language';
import type { PolicyDefinition } from '../model/records.ts';
import { notEvaluated } from '../snapshot/not-evaluated.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Findings } from './change-problem.ts';
import { documentProblem, toWarning, usersProblems } from './check-definition.ts';

/** What cannot be told of a definition whose mode or effect is not known here. */
const UNKNOWN_WORLD: ReadonlySet<string> = new Set([
  'mode/unknown',
  'effect/unknown',
  'effect/deprecated',
  'effect/not-in-mode',
]);

/**
 * Checks a built-in definition that comes from elsewhere: it is what it is, so it need not be one that can be assigned here.
 *
 * A mode or effect that nothing judges by is no problem, and an alias that nobody knows is a warning: such a rule applies to
 * nothing until the alias is known. `next` holds the definition already.
 */
export function checkImported(
  previous: Snapshot,
  next: Snapshot,
  key: string,
  definition: PolicyDefinition,
): Findings {
  const isForeign = notEvaluated(definition.document, next.vocabulary) !== undefined;
  const { definition: parsed, diagnostics } = parseDefinition(definition.document);
  const found = (parsed ? [...diagnostics, ...lint(parsed, next.vocabulary)] : diagnostics).filter(
    ({ code }) => !isForeign || !(UNKNOWN_WORLD.has(code) || code === 'alias/unknown'),
  );
  const errors = found.filter(({ severity, code }) => severity === 'error' && code !== 'alias/unknown');
  if (errors.length > 0 || !parsed) return { problems: [documentProblem(definition, errors)], warnings: [] };
  const unknown = found.filter(({ code }) => code === 'alias/unknown');
  return {
    problems: usersProblems(previous, next, key, definition),
    warnings: unknown.map(toWarning(definition)),
  };
}
