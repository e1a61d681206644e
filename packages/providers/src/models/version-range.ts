/** One comparison of a range, on version numbers. */
type Comparator = { readonly sign: '>=' | '>' | '<=' | '<'; readonly number: number };

/** Which versions of a model a rule speaks of: any, one by its exact text, or those whose number passes all comparisons. */
export type VersionRange =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly version: string }
  | { readonly kind: 'numbers'; readonly comparators: readonly Comparator[] };

/**
 * The number of a version whose text is digits only; undefined for any other text.
 *
 * Leading zeros do not count here (`0613` is 613), so that padding a version does not take it out of a range; as exact text
 * it stays another version.
 */
export function versionNumberOf(version: string | undefined): number | undefined {
  if (version === undefined || !/^[0-9]{1,16}$/.test(version)) return undefined;
  const number = Number(version);
  return Number.isSafeInteger(number) ? number : undefined;
}

/**
 * Parses `*`, an exact version, or comparators on integers joined by spaces (`>=3 <7`).
 *
 * Undefined when the text is none of them. Source: our choice; models/rules.test.ts says the same in the language.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  const terms = text.trim().split(/ +/);
  const [first = ''] = terms;
  if (terms.length === 1 && first === '*') return { kind: 'any' };
  if (terms.length === 1 && /^[^<>=*\s]+$/.test(first)) return { kind: 'exact', version: first };
  const comparators: Comparator[] = [];
  for (const term of terms) {
    const [, sign, digits] = /^(>=|<=|>|<)([0-9]+)$/.exec(term) ?? [];
    const number = versionNumberOf(digits);
    if (number === undefined || (sign !== '>=' && sign !== '>' && sign !== '<=' && sign !== '<'))
      return undefined;
    comparators.push({ sign, number });
  }
  return { kind: 'numbers', comparators };
}

/** Whether a version lies in a range. A missing one lies only in `*`, one that is no integer also in its exact text (without case). */
export function inVersionRange(range: VersionRange, version: string | undefined): boolean {
  if (range.kind === 'any') return true;
  if (range.kind === 'exact') return version?.toLowerCase() === range.version.toLowerCase();
  const number = versionNumberOf(version);
  return number !== undefined && range.comparators.every(comparator => passes(comparator, number));
}

function passes({ sign, number }: Comparator, version: number): boolean {
  switch (sign) {
    case '>=':
      return version >= number;
    case '>':
      return version > number;
    case '<=':
      return version <= number;
    case '<':
      return version < number;
  }
}
