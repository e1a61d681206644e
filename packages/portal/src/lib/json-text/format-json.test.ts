import { expect, it } from 'vitest';
import { formatJson } from './format-json.ts';

it.each([
  ['7', '7\n'],
  ['{}', '{}\n'],
  [
    '{ "a" :[ ] , "b":{"c":1.0,"c":"x: {y}, \\"z\\""}}',
    '{\n  "a": [],\n  "b": {\n    "c": 1.0,\n    "c": "x: {y}, \\"z\\""\n  }\n}\n',
  ],
  ['[1,[2,{"a":null}]]', '[\n  1,\n  [\n    2,\n    {\n      "a": null\n    }\n  ]\n]\n'],
])('%s is written well', (text, formatted) => {
  expect(formatJson(text)).toBe(formatted);
  expect(formatJson(formatted)).toBe(formatted);
});

it.each(['', '{', '{"a": 1,}', "{'a': 1}"])('%j is left alone', text => {
  expect(formatJson(text)).toBeUndefined();
});
