import type { JsonValue } from '@sluice/language';
import { NotInReference } from './failure.ts';
import { compare, fold, isEqual, isList, isObject, isSame, textOf, type Value } from './values.ts';

type Holds = (left: Value, right: JsonValue) => boolean;

/** Section 4.2 to 4.9. Names in lower case. */
const POSITIVE: Readonly<Record<string, Holds>> = {
  equals: isEqual,
  in: (left, right) => (isList(right) ? right.some(member => isIn(left, member)) : isIn(left, right)),
  like: (left, right) => {
    const [text, pattern] = [textOf(left), textOf(right)];
    return text !== undefined && pattern !== undefined && fits([...fold(text)], [...fold(pattern)]);
  },
  match: (left, right) => matches(textOf(left), textOf(right)),
  matchinsensitively: (left, right) => {
    const [text, pattern] = [textOf(left), textOf(right)];
    return text !== undefined && pattern !== undefined && matches(fold(text), fold(pattern));
  },
  contains: (left, right) => {
    if (isList(left)) return left.some(member => isEqual(member, right));
    if (isObject(left)) return hasKey(left, right);
    const [text, part] = [textOf(left), textOf(right)];
    return text !== undefined && part !== undefined && fold(text).includes(fold(part));
  },
  containskey: hasKey,
  less: (left, right) => (compare(left, right) ?? 0) < 0,
  lessorequals: (left, right) => (compare(left, right) ?? 1) <= 0,
  greater: (left, right) => (compare(left, right) ?? 0) > 0,
  greaterorequals: (left, right) => (compare(left, right) ?? -1) >= 0,
  exists: (left, right) => (left !== undefined && left !== null) === (String(right).toLowerCase() === 'true'),
};

/** Says whether `left operator right` holds. */
export function holds(operator: string, left: Value, right: JsonValue): boolean {
  const name = operator.toLowerCase();
  const positive = POSITIVE[name];
  if (positive !== undefined) return positive(left, right);
  const opposite = name.startsWith('not') ? POSITIVE[name.slice(3)] : undefined;
  if (opposite === undefined) throw new NotInReference(operator);
  return !opposite(left, right);
}

function isIn(left: Value, member: JsonValue): boolean {
  if (left === undefined || left === null || member === null) return false;
  return typeof left === 'object' ? isSame(left, member) : isEqual(left, member);
}

function hasKey(left: Value, right: JsonValue): boolean {
  const name = textOf(right);
  return isObject(left) && name !== undefined && Object.keys(left).some(key => fold(key) === fold(name));
}

/** `*` is any run of characters: tried one by one, the table of what fits filled in row by row. */
function fits(text: readonly string[], pattern: readonly string[]): boolean {
  let row = [true, ...text.map(() => false)];
  for (const sign of pattern) {
    const next = [sign === '*' && row[0] === true];
    for (const [index, character] of text.entries()) {
      next.push(
        sign === '*'
          ? next[index] === true || row[index + 1] === true
          : row[index] === true && character === sign,
      );
    }
    row = next;
  }
  return row.at(-1) === true;
}

function matches(text: string | undefined, pattern: string | undefined): boolean {
  if (text === undefined || pattern === undefined) return false;
  const [characters, signs] = [[...text], [...pattern]];
  return (
    characters.length === signs.length &&
    characters.every((character, index) => {
      const sign = signs[index];
      if (sign === '#') return /^[0-9]$/.test(character);
      if (sign === '?') return /^[A-Za-z]$/.test(character);
      return sign === '.' || sign === character;
    })
  );
}
