import { checkDefinition, type Diagnostic, parseDefinition, type Vocabulary } from '@sluice/language';
import { definitionOf, readDefinition } from '../files/read-definition.ts';
import { inOwnText } from './in-own-text.ts';

/** Everything that is wrong or doubtful in one definition file; a bare rule may use parameters that nobody declares. */
export function checkFile(path: string, vocabulary: Vocabulary): readonly Diagnostic[] {
  const file = readDefinition(path);
  const whole = definitionOf(file, {});
  const { definition, diagnostics } = parseDefinition(whole);
  const checked = definition === undefined ? [] : checkDefinition(definition, vocabulary);
  const found = [...diagnostics, ...checked].filter(
    ({ code }) => file.kind === 'definition' || code !== 'parameter/unknown',
  );
  return inOwnText(file, whole, found);
}
