import { expect, it } from 'vitest';
import { nameOf } from './name-of.ts';

it.each([
  ['', ''],
  ['Only approved models (v2)', 'only-approved-models-v2'],
  ['[Preview]: a/b & c', 'preview-a-b-c'],
  ['x'.repeat(70), 'x'.repeat(64)],
  [`${'word '.repeat(13)}end`, 'word-word-word-word-word-word-word-word-word-word-word-word-word'],
  [`${'a'.repeat(64)} b`, 'a'.repeat(64)],
])('%j is named %s', (displayName, name) => {
  expect(nameOf(displayName)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(64);
});
