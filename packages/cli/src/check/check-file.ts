import { type Diagnostic, diagnose, type Vocabulary } from '@sluice/language';
import { definitionOf, readDefinition } from '../files/read-definition.ts';
import { inOwnText } from './in-own-text.ts';

/**
 * Everything that is wrong or doubtful in one definition file, from its top to its end; a bare rule may use parameters that
 * nobody declares.
 */
export function checkFile(path: string, vocabulary: Vocabulary): readonly Diagnostic[] {
  const file = readDefinition(path);
  const whole = definitionOf(file, {});
  const found = diagnose(whole, vocabulary)
    .diagnostics.filter(({ code }) => file.kind === 'definition' || code !== 'parameter/unknown')
    .toSorted((one, other) => offsetOf(one) - offsetOf(other));
  return inOwnText(file, whole, found);
}

function offsetOf({ range }: Diagnostic): number {
  return range?.start.offset ?? 0;
}
