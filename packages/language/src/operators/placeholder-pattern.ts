import { foldText } from '../values/fold.ts';
import type { JsonValue } from '../values/json.ts';
import { scalarText } from '../values/text.ts';
import type { Test } from './operator.ts';

/** Makes the test of `match` and `notMatch`: one place of the pattern for each character of the text. */
export function placeholderPattern(operand: JsonValue): Test {
  return compile(operand, text => text);
}

/** `placeholderPattern` over the folded forms of pattern and text. */
export function placeholderPatternIgnoringCase(operand: JsonValue): Test {
  return compile(operand, foldText);
}

function compile(operand: JsonValue, normalize: (text: string) => string): Test {
  const pattern = scalarText(operand);
  if (pattern === undefined) return () => false;
  const places = Array.from(normalize(pattern));
  return left => {
    const text = scalarText(left);
    if (text === undefined) return false;
    const characters = Array.from(normalize(text));
    return (
      characters.length === places.length &&
      characters.every((character, index) => fits(character, places[index]))
    );
  };
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
