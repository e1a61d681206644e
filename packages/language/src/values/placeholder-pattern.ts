import { foldText, isAscii } from './fold.ts';
import type { JsonValue } from './json.ts';
import type { Predicate } from './predicate.ts';
import { scalarText } from './text.ts';

/** Makes the test of `match` and `notMatch`: one place of the pattern for each character of the text. */
export function placeholderPattern(operand: JsonValue): Predicate {
  return compile(operand, text => text);
}

/** `placeholderPattern` over the folded forms of pattern and text. */
export function placeholderPatternIgnoringCase(operand: JsonValue): Predicate {
  return compile(operand, foldText);
}

function compile(operand: JsonValue, normalize: (text: string) => string): Predicate {
  const pattern = scalarText(operand);
  if (pattern === undefined) return () => false;
  const places = Array.from(normalize(pattern));
  return left => {
    const text = scalarText(left);
    if (text === undefined) return false;
    // Most texts have one unit for each character: these need not be taken apart.
    if (!isAscii(text)) return fitsAll(Array.from(normalize(text)), places);
    return text.length === places.length && fitsAll(normalize(text), places);
  };
}

function fitsAll(characters: string | readonly string[], places: readonly string[]): boolean {
  if (characters.length !== places.length) return false;
  for (let index = 0; index < places.length; index += 1) {
    if (!fits(characters[index] ?? '', places[index])) return false;
  }
  return true;
}

function fits(character: string, place: string | undefined): boolean {
  switch (place) {
    case '#':
      return character >= '0' && character <= '9';
    case '?':
      return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    case '.':
      return true;
    default:
      return character === place;
  }
}
