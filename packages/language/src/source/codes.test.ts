import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from './codes.ts';

const sources = new URL('../', import.meta.url);
const tests = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.test.ts') && !name.endsWith('codes.test.ts'))
  .map(name => readFileSync(new URL(name, sources), 'utf8'))
  .join('\n');

/** Everything of the language is built: nothing can raise it, until something new is added to the language. */
const NOT_RAISED = ['feature/not-supported'];

test.each(Object.keys(DIAGNOSTIC_CODES).filter(code => !NOT_RAISED.includes(code)))('%s has a case', code => {
  expect(tests).toMatch(new RegExp(`['" ]${code}['" ]`));
});
