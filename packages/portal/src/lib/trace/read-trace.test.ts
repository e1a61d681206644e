import { expect, test } from 'vitest';
import type { ConditionNode } from './condition-node.ts';
import { readEvaluatedExpressions } from './read-evaluated-expressions.ts';
import { readTrace } from './read-trace.ts';

const leaf = (result: boolean, pointer: string) => ({
  kind: 'condition',
  pointer,
  result,
  expressionKind: 'Field',
  expression: 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments/model.publisher',
  path: 'model.publisher',
  expressionValue: 'Meta',
  targetValue: 'Microsoft',
  operator: 'Equals',
});

/** Pointers of what mattered, in document order. */
function decisive(node: ConditionNode | undefined): readonly string[] {
  if (node === undefined || !node.matters) return [];
  return node.kind === 'condition' ? [node.pointer] : node.children.flatMap(decisive);
}

function rootOf(root: unknown) {
  return readTrace({ outcome: { kind: 'matched' }, root } as never)?.root;
}

test('an anyOf that holds is owed to what holds', () => {
  const root = rootOf({
    kind: 'anyOf',
    pointer: '/if',
    result: true,
    children: [leaf(false, '/if/anyOf/0'), leaf(true, '/if/anyOf/1')],
  });
  expect(decisive(root)).toEqual(['/if/anyOf/1']);
});

test('an anyOf that does not hold is owed to all it has', () => {
  const root = rootOf({
    kind: 'anyOf',
    pointer: '/if',
    result: false,
    children: [leaf(false, '/if/anyOf/0'), leaf(false, '/if/anyOf/1')],
  });
  expect(decisive(root)).toEqual(['/if/anyOf/0', '/if/anyOf/1']);
});

test('an allOf that does not hold is owed to what does not hold', () => {
  const root = rootOf({
    kind: 'allOf',
    pointer: '/if',
    result: false,
    children: [leaf(true, '/if/allOf/0'), leaf(false, '/if/allOf/1')],
  });
  expect(decisive(root)).toEqual(['/if/allOf/1']);
});

test('what is below a branch that did not matter does not matter', () => {
  const root = rootOf({
    kind: 'anyOf',
    pointer: '/if',
    result: true,
    children: [
      { kind: 'not', pointer: '/if/anyOf/0', result: false, children: [leaf(true, '/if/anyOf/0/not')] },
      leaf(true, '/if/anyOf/1'),
    ],
  });
  expect(decisive(root)).toEqual(['/if/anyOf/1']);
});

test('branches that nobody looked at are read as the definition writes them', () => {
  const root = rootOf({
    kind: 'anyOf',
    pointer: '/if',
    result: true,
    children: [leaf(true, '/if/anyOf/0')],
    skipped: [
      { pointer: '/if/anyOf/1', condition: { FIELD: 'tags', notContainsKey: 'owner' } },
      {
        pointer: '/if/anyOf/2',
        condition: { AllOf: [{ not: { count: { field: 'a[*]' }, less: 2 } }, { value: 1, equals: 1 }] },
      },
      '/if/anyOf/3',
      { pointer: '/if/anyOf/4', condition: { field: 'tags' } },
    ],
  });
  expect(root).toMatchObject({
    children: [
      { pointer: '/if/anyOf/0', result: true },
      {
        kind: 'condition',
        pointer: '/if/anyOf/1',
        result: undefined,
        matters: false,
        subject: 'Field',
        expression: 'tags',
        operator: 'notContainsKey',
        expected: 'owner',
      },
      {
        kind: 'allOf',
        children: [
          {
            kind: 'not',
            pointer: '/if/anyOf/2/AllOf/0',
            children: [{ subject: 'Count', expression: 'a[*]', operator: 'less', expected: 2 }],
          },
          { subject: 'Value', expression: '1', operator: 'equals' },
        ],
      },
    ],
  });
});

test('a missing value is told from null', () => {
  const { expressionValue: _, ...without } = leaf(false, '/if');
  expect(rootOf(without)).toMatchObject({ actual: undefined });
  expect(rootOf({ ...without, expressionValue: null })).toMatchObject({ actual: null });
});

test('members of a count have pointers of their own', () => {
  const root = rootOf({
    ...leaf(true, '/if'),
    expressionKind: 'Count',
    members: [leaf(true, '/if/count/where'), leaf(true, '/if/count/where')],
  });
  expect(root).toMatchObject({ subject: 'Count', members: [{ pointer: '/if#0' }, { pointer: '/if#1' }] });
});

test('a rule that could not be evaluated tells why and has no tree', () => {
  const outcome = { kind: 'error', code: 'x', message: 'substring: length is -1', pointer: '/if' };
  expect(readTrace({ outcome })).toEqual({
    outcome: 'error',
    error: 'substring: length is -1',
    root: undefined,
  });
});

test.each([[undefined], [null], ['x'], [[]]])('%j is no trace', value => {
  expect(readTrace(value)).toBeUndefined();
});

test('expressions of a state are leaves that all mattered', () => {
  const { kind: _, pointer: __, result: ___, ...seen } = leaf(true, '');
  const read = readEvaluatedExpressions([{ ...seen, result: 'False' }, 'x', { ...seen, result: 'True' }]);
  expect(read.map(({ result, matters }) => [result, matters])).toEqual([
    [false, true],
    [true, true],
  ]);
  expect(readEvaluatedExpressions(undefined)).toEqual([]);
});
