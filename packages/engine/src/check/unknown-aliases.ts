import { checkDefinition as lint, parseDefinition } from '@sluice/language';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import type { Warning } from './change-problem.ts';

/**
 * The aliases of an assigned definition that nobody knows here: a rule that names one applies to nothing, so it refuses nothing.
 * Only imported definitions have such; a custom one cannot be saved with them.
 */
export function unknownAliases(
  snapshot: Snapshot,
  { assignment, definition }: BoundRule,
): readonly Warning[] {
  const { definition: parsed } = parseDefinition(definition.document);
  const found = parsed === undefined ? [] : lint(parsed, snapshot.vocabulary);
  const [first, ...others] = found.filter(({ code }) => code === 'alias/unknown');
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
  const message = `The policy definition '${definition.name}' applies to nothing here: ${first.message}${more} Import the aliases.`;
  return [{ code: first.code, message, target: assignment.id }];
}
