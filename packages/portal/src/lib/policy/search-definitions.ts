import { wordsOf } from '../words.ts';
import type { DefinitionSummary } from './definition-summary.ts';

/** What narrows a list of definitions. Absent or empty says nothing. */
export type DefinitionFilter = {
  readonly query?: string | undefined;
  readonly policyType?: string | undefined;
  readonly category?: string | undefined;
  readonly mode?: string | undefined;
};

/**
 * The definitions that fit, whatever the punctuation and letter case of the query. With a query those come first that have more of its
 * words in their names; otherwise they keep their order.
 */
export function searchDefinitions(
  definitions: readonly DefinitionSummary[],
  { query = '', policyType, category, mode }: DefinitionFilter,
): readonly DefinitionSummary[] {
  const words = [...new Set(wordsOf(query))];
  const narrowed = definitions.filter(
    each =>
      isWanted(each.policyType, policyType) && isWanted(each.category, category) && isWanted(each.mode, mode),
  );
  if (words.length === 0) return narrowed;
  const ranked = narrowed.flatMap(definition => {
    const rank = rankOf(words, definition);
    return rank === undefined ? [] : [{ definition, rank }];
  });
  return ranked.sort((one, other) => other.rank - one.rank).map(({ definition }) => definition);
}

function isWanted(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === '' || (value ?? '').toLowerCase() === wanted.toLowerCase();
}

/** Undefined when a word is missing. Of names that have as many of the words the shortest is nearest. */
function rankOf(words: readonly string[], { nameWords, otherWords }: DefinitionSummary): number | undefined {
  let inName = 0;
  for (const word of words) {
    if (nameWords.some(each => each.startsWith(word))) inName += 1;
    else if (!otherWords.some(each => each.startsWith(word))) return undefined;
  }
  return inName + words.length / (words.length + nameWords.length);
}

/** The different values of a property, by name. */
export function valuesOf(
  definitions: readonly DefinitionSummary[],
  property: 'category' | 'mode' | 'policyType',
): readonly string[] {
  const values = new Map<string, string>();
  for (const { [property]: value } of definitions)
    if (value !== undefined && value !== '' && !values.has(value.toLowerCase()))
      values.set(value.toLowerCase(), value);
  return [...values.values()].sort((one, other) => one.localeCompare(other));
}
