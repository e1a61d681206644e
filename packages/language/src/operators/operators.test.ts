import { expect, test } from 'vitest';
import type { JsonValue } from '../values/json.ts';
import { findOperator, OPERATORS } from './index.ts';
import type { Test } from './operator.ts';

// What one operator does is in conformance/operators; here is what holds for all, and what must not get slow.

const VALUES: readonly (JsonValue | undefined)[] = [
  undefined,
  null,
  '',
  ' ',
  'a',
  'A',
  'straße',
  '1',
  '1.0',
  'true',
  0,
  1,
  -1.5,
  true,
  false,
  [],
  ['a'],
  [null],
  {},
  { a: 1 },
];

function prepare(name: string, operand: JsonValue): Test {
  const operator = findOperator(name);
  if (operator === undefined) throw new Error(`no operator ${name}`);
  return operator.prepare(operand);
}

test('an operator is found in any letter case', () => {
  expect(findOperator('NOTIN')).toBe(findOperator('notIn'));
  expect(findOperator('notin')?.name).toBe('notIn');
  expect(findOperator('isIn')).toBeUndefined();
  expect(findOperator('')).toBeUndefined();
});

test('names and what a denial shows differ by the first letter only', () => {
  for (const { name, displayName } of OPERATORS)
    expect(displayName).toBe(name.charAt(0).toUpperCase() + name.slice(1));
});

test('no operator throws, whatever the types', () => {
  for (const operator of OPERATORS) {
    for (const operand of VALUES) {
      if (operand === undefined) continue;
      const holds = operator.prepare(operand);
      for (const left of VALUES) expect(typeof holds(left)).toBe('boolean');
    }
  }
});

test('an opposite holds exactly where the operator does not, and points back', () => {
  const withOpposite = OPERATORS.filter(operator => operator.opposite !== undefined);
  expect(withOpposite).toHaveLength(14);
  for (const operator of withOpposite) {
    const opposite = findOperator(operator.opposite ?? '');
    expect(opposite?.opposite).toBe(operator.name);
    for (const operand of VALUES) {
      if (operand === undefined) continue;
      const holds = operator.prepare(operand);
      const fails = opposite?.prepare(operand);
      for (const left of VALUES) expect(fails?.(left)).toBe(!holds(left));
    }
  }
});

test('equals does not depend on the side, but for lists', () => {
  for (const left of VALUES) {
    for (const right of VALUES) {
      if (left === undefined || right === undefined) continue;
      expect(prepare('equals', right)(left)).toBe(prepare('equals', left)(right));
    }
  }
});

test('in agrees with equals over each member, null aside', () => {
  for (const left of VALUES) {
    for (const member of VALUES) {
      if (member === undefined || member === null || left === undefined || left === null) continue;
      expect(prepare('in', [member])(left)).toBe(prepare('equals', member)(left));
    }
  }
});

test('like takes no longer for a pattern made to mislead it', () => {
  const text = `${'a'.repeat(50_000)}c`;
  // With backtracking these would not end within the life of the universe: that they end is what is tested.
  expect(prepare('like', `${'a*'.repeat(40)}b`)(text)).toBe(false);
  expect(prepare('like', `*${'a*'.repeat(40)}c`)(text)).toBe(true);
});

test('a list of a thousand ids is searched about as fast as a list of one', () => {
  const ids = Array.from(
    { length: 1000 },
    (_, index) => `azureml://registries/azureml/models/m${index}/versions/1`,
  );
  const asked = 'azureml://registries/azureml/models/Otto/versions/1';
  const one = costOf(prepare('in', ids.slice(-1)), asked);
  expect(costOf(prepare('in', ids), asked)).toBeLessThan(Math.max(one, 0.5) * 10);
});

/** Milliseconds for 20,000 calls, the best of five. */
function costOf(holds: Test, value: JsonValue): number {
  const rounds = Array.from({ length: 5 }, () => {
    const started = performance.now();
    for (let call = 0; call < 20_000; call += 1) holds(value);
    return performance.now() - started;
  });
  return Math.min(...rounds);
}
