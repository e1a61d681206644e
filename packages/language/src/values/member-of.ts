import { isArray, isIdentical } from './canonical.ts';
import { foldText, isAscii } from './fold.ts';
import type { JsonArray, JsonObject, JsonValue } from './json.ts';
import { parseNumber } from './number.ts';
import type { Predicate } from './predicate.ts';

/**
 * Makes the test "is one of these" of `in` and `notIn`. One look into a set, whatever the length of the list.
 *
 * A list that is no array counts as its only element. Null, in the list or as the value, matches nothing.
 */
export function memberOf(list: JsonValue): Predicate {
  const elements = isArray(list) ? list : [list];
  const texts = elements.filter(element => typeof element === 'string');
  const numbers = elements.filter(element => typeof element === 'number');
  const booleans = elements.filter(element => typeof element === 'boolean');
  const composites = elements.filter(element => typeof element === 'object' && element !== null);

  // Booleans match the texts that name them, and the other way round: they can share the set of the texts.
  const names = createNameSet([...texts.map(foldText), ...booleans.map(String)]);
  const exactNumbers = new Set(numbers);
  const spelledNumbers = new Set([...numbers, ...texts.map(parseNumber)]);
  return left => {
    switch (typeof left) {
      case 'string':
        return hasName(names, left) || (exactNumbers.size > 0 && hasNumber(exactNumbers, left));
      case 'number':
        return spelledNumbers.has(left);
      case 'boolean':
        return names.folded.has(String(left));
      default:
        return left !== undefined && left !== null && hasComposite(composites, left);
    }
  };
}

/** Folded texts, and their lengths: most texts of another length need not be folded to be told apart. */
type NameSet = { readonly folded: ReadonlySet<string>; readonly lengths: ReadonlySet<number> };

function createNameSet(folded: readonly string[]): NameSet {
  return { folded: new Set(folded), lengths: new Set(folded.map(name => name.length)) };
}

function hasName({ folded, lengths }: NameSet, text: string): boolean {
  if (folded.size === 0) return false;
  // Folding keeps the length of ASCII, for which lower case is all there is to do.
  if (lengths.has(text.length) && folded.has(text.toLowerCase())) return true;
  return !isAscii(text) && folded.has(foldText(text));
}

function hasNumber(numbers: ReadonlySet<number>, text: string): boolean {
  const number = parseNumber(text);
  return number !== undefined && numbers.has(number);
}

function hasComposite(composites: readonly JsonValue[], value: JsonArray | JsonObject): boolean {
  return composites.some(composite => isIdentical(composite, value));
}
