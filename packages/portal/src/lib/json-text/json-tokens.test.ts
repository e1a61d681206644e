import { describe, expect, it } from 'vitest';
import { jsonTokens } from './json-tokens.ts';

const shown = (text: string) => jsonTokens(text).map(({ kind, text: part }) => `${kind} ${part}`);

describe('JSON text is cut into', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['{}', ['plain {}']],
    ['"a"', ['text "a"']],
    ['{"a": "b"}', ['plain {', 'name "a"', 'plain : ', 'text "b"', 'plain }']],
    [
      '["\\"x\\": 1", -1.5e+3, true, null]',
      [
        'plain [',
        'text "\\"x\\": 1"',
        'plain , ',
        'other -1.5e+3',
        'plain , ',
        'other true',
        'plain , ',
        'other null',
        'plain ]',
      ],
    ],
    ['{"a"\n:1}', ['plain {', 'name "a"', 'plain \n:', 'other 1', 'plain }']],
    ['{"a', ['plain {"a']],
  ])('%j', (text, parts) => {
    expect(shown(text)).toEqual(parts);
    expect(
      jsonTokens(text)
        .map(({ text: part }) => part)
        .join(''),
    ).toBe(text);
  });
});
