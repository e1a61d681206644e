import { expect, test } from 'vitest';
import { tabOf } from './tabs.ts';

test.each([
  [undefined, 'basics'],
  ['', 'basics'],
  ['review', 'review'],
  ['messages', 'messages'],
  ['selectors', 'selectors'],
  ['advanced', 'messages'],
  ['Review', 'basics'],
  ['constructor', 'basics'],
])('the address %s opens %s', (text, tab) => {
  expect(tabOf(text)).toBe(tab);
});
