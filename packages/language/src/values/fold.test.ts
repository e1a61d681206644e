import { expect, test } from 'vitest';
import {
  compareCodePoints,
  compareFolded,
  compareToFolded,
  foldsTo,
  foldText,
  startsWithFolded,
} from './fold.ts';

const PAIRS: readonly (readonly [string, string, boolean])[] = [
  ['', '', true],
  ['', 'a', false],
  ['abc', 'ABC', true],
  ['abc', 'abd', false],
  ['straße', 'STRASSE', true],
  ['STRAẞE', 'strasse', true],
  ['oﬃce', 'OFFICE', true],
  ['κοσμος', 'ΚΟΣΜΟΣ', true],
  ['caf\u00e9', 'CAFE\u0301', true],
  ['cafe', 'café', false],
  ['\u212a', 'k', true],
  ['ſ', 's', true],
  ['ı', 'i', false],
  ['ı', 'I', false],
  ['İ', 'i', false],
  ['µ', 'μ', true],
];

test.each(PAIRS)('%j and %j fold to the same: %j', (left, right, same) => {
  expect(foldText(left) === foldText(right)).toBe(same);
  expect(foldsTo(left, foldText(right))).toBe(same);
  expect(foldsTo(right, foldText(left))).toBe(same);
  expect(compareFolded(left, right) === 0).toBe(same);
});

test('folding twice changes nothing, for every character with and without an accent after it', () => {
  const changed: string[] = [];
  for (let code = 1; code < 0x1_f000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    for (const text of [String.fromCodePoint(code), `a${String.fromCodePoint(code)}\u0301`]) {
      const once = foldText(text);
      if (foldText(once) !== once) changed.push(text);
    }
  }
  expect(changed).toEqual([]);
});

test('upper and lower case of every letter fold to the same', () => {
  const differing: string[] = [];
  for (let code = 1; code < 0x1_f000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (character !== 'ı' && foldText(character.toUpperCase()) !== foldText(character))
      differing.push(character);
  }
  expect(differing).toEqual([]);
});

test.each([
  ['', '', true],
  ['', 'a', true],
  ['a', '', false],
  ['ab', 'ABC', true],
  ['ab', 'A', false],
  ['ab', 'aXb', false],
  ['[', '{', false],
  ['cafe', 'cafe\u0301', false],
  ['cafe', 'cafe-\u0301', true],
  ['caf\u00e9', 'CAFE\u0301S', true],
  ['ss', 'ßx', true],
  ['s', 'ß', true],
])('a text that begins with %j: %j is %j', (start, text, expected) => {
  expect(startsWithFolded(foldText(start))(text)).toBe(expected);
});

test('characters beyond the first 65536 come last', () => {
  expect(compareCodePoints('\u{1f600}', '\uffee')).toBeGreaterThan(0);
  expect(compareCodePoints('\uffee', '\u{1f600}')).toBeLessThan(0);
  expect(compareCodePoints('\u{1f600}', '\u{1f601}')).toBeLessThan(0);
  expect(compareCodePoints('a', 'ab')).toBeLessThan(0);
});

test('comparing with a folded text is comparing folded forms, for all short texts of telling characters', () => {
  const characters = [
    'a',
    'B',
    'f',
    '[',
    '_',
    '\u0301',
    '\u0307',
    'é',
    'É',
    'I',
    'İ',
    'ß',
    'ẞ',
    'Σ',
    'ς',
    '\u{1f600}',
    '\uffee',
  ];
  const texts = ['', ...characters.flatMap(first => [first, ...characters.map(second => first + second)])];
  const wrong: string[] = [];
  for (const left of texts) {
    for (const right of texts) {
      const expected = Math.sign(compareFolded(left, right));
      if (Math.sign(compareToFolded(left, foldText(right))) !== expected) wrong.push(`${left} ${right}`);
      if (foldsTo(left, foldText(right)) !== (expected === 0)) wrong.push(`${left} = ${right}`);
    }
  }
  expect(wrong).toEqual([]);
});
