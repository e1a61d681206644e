import { bestMatches, matchWords, readSearch } from '@sluice/arm/words';
import { byText } from '../by-text.ts';
import type { DefinitionSummary } from './definition-summary.ts';

/** What narrows a list of definitions. Of each property any of the values will do, in any letter case; none of them asks for nothing. */
export type DefinitionFilter = {
  readonly query?: string | undefined;
  readonly policyType?: readonly string[];
  readonly category?: readonly string[];
  readonly mode?: readonly string[];
  /** One of the effects that a policy can have. */
  readonly effect?: readonly string[];
};

/**
 * The definitions that fit. With a query those that have all of its words, whatever the punctuation and letter case, best first; when nothing
 * has all, what has most of them. Without one they keep their order.
 */
export function searchDefinitions(
  definitions: readonly DefinitionSummary[],
  { query = '', policyType, category, mode, effect }: DefinitionFilter,
): readonly DefinitionSummary[] {
  const isType = among(policyType);
  const isCategory = among(category);
  const isMode = among(mode);
  const isEffect = among(effect);
  const narrowed = definitions.filter(
    each =>
      isType([each.policyType]) &&
      isCategory([each.category]) &&
      isMode([each.mode]) &&
      isEffect(each.effects),
  );
  const { words } = readSearch(query);
  // A text that nobody would search for finds nothing.
  if (words === undefined) return [];
  if (words.length === 0) return narrowed;
  const found = narrowed.map(item => ({ item, match: matchWords(words, item.searchable) }));
  return bestMatches(found).map(({ item }) => item);
}

function among(wanted: readonly string[] = []): (values: readonly (string | undefined)[]) => boolean {
  if (wanted.length === 0) return () => true;
  const folded = new Set(wanted.map(value => value.toLowerCase()));
  return values => values.some(value => folded.has((value ?? '').toLowerCase()));
}

/** The different values of a property, by name; of those that differ by letter case alone the first. */
export function valuesOf(
  definitions: readonly DefinitionSummary[],
  property: 'category' | 'mode' | 'policyType' | 'effects',
): readonly string[] {
  const values = new Map<string, string>();
  for (const { [property]: found } of definitions)
    for (const value of typeof found === 'string' ? [found] : (found ?? []))
      if (value !== '' && !values.has(value.toLowerCase())) values.set(value.toLowerCase(), value);
  return [...values.values()].sort(byText);
}
