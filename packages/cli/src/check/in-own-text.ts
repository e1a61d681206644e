import type { Diagnostic, JsonObject, Position } from '@sluice/language';
import type { DefinitionSource } from '../files/read-definition.ts';

/** Diagnostics of the definition that was put around a bare rule, with the places in the rule's own text; others as they are. */
export function inOwnText(
  { kind, source }: DefinitionSource,
  whole: string | JsonObject,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (kind === 'definition') return diagnostics;
  const before = typeof whole === 'string' ? whole.indexOf(String(source)) : 0;
  const moved = ({ line, column, offset }: Position): Position => ({
    line,
    column: line === 1 ? column - before : column,
    offset: offset - before,
  });
  return diagnostics.map(({ range, pointer, ...diagnostic }) => ({
    ...diagnostic,
    pointer: pointer.replace(/^\/policyRule/, ''),
    ...(range === undefined ? {} : { range: { start: moved(range.start), end: moved(range.end) } }),
  }));
}
