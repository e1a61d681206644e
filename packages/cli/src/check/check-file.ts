import {
  checkDefinition,
  type Diagnostic,
  type JsonObject,
  type Position,
  parseDefinition,
  type Vocabulary,
} from '@sluice/language';
import { definitionOfRule } from '../evaluate/rule-definition.ts';
import { type DefinitionSource, readDefinition } from '../files/read-definition.ts';

/** Everything that is wrong or doubtful in one definition file; a bare rule may use parameters that nobody declares. */
export function checkFile(path: string, vocabulary: Vocabulary): readonly Diagnostic[] {
  return checkSource(readDefinition(path), vocabulary);
}

export function checkSource(
  { kind, source }: DefinitionSource,
  vocabulary: Vocabulary,
): readonly Diagnostic[] {
  if (kind === 'definition') return diagnose(source, vocabulary);
  const definition = definitionOfRule(source);
  const before = typeof definition === 'string' ? definition.indexOf(String(source)) : 0;
  return diagnose(definition, vocabulary)
    .filter(({ code }) => code !== 'parameter/unknown')
    .map(diagnostic => inRule(diagnostic, before));
}

function diagnose(source: string | JsonObject, vocabulary: Vocabulary): readonly Diagnostic[] {
  const { definition, diagnostics } = parseDefinition(source);
  return definition === undefined
    ? diagnostics
    : [...diagnostics, ...checkDefinition(definition, vocabulary)];
}

/** The place in the rule's own text, which follows `before` characters of the definition around it. */
function inRule({ range, ...diagnostic }: Diagnostic, before: number): Diagnostic {
  const moved = ({ line, column, offset }: Position): Position => ({
    line,
    column: line === 1 ? column - before : column,
    offset: offset - before,
  });
  return {
    ...diagnostic,
    pointer: diagnostic.pointer.replace(/^\/policyRule/, ''),
    ...(range === undefined ? {} : { range: { start: moved(range.start), end: moved(range.end) } }),
  };
}
