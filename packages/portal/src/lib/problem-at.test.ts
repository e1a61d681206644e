import { ApiError } from '@sluice/arm/client';
import { describe, expect, it } from 'vitest';
import { problemAt } from './problem-at.ts';

const refused = (target: string | undefined, ...inside: readonly string[]) =>
  new ApiError(400, {
    code: 'Invalid',
    message: 'whole',
    ...(target === undefined ? {} : { target }),
    details: inside.map(each => ({ code: 'Invalid', message: `at ${each}`, target: each })),
  });

describe('the problem at a place', () => {
  it.each<[string, unknown, string, string | undefined]>([
    ['that the refusal names', refused('/a/b'), '/a/b', 'whole'],
    ['that holds what it names', refused('/a/b/0'), '/a/b', 'whole'],
    ['whose name only begins alike', refused('/a/bc'), '/a/b', undefined],
    ['that holds it further up is not its own', refused('/a'), '/a/b', undefined],
    ['that one of its details names', refused(undefined, '/a/b', '/c'), '/c', 'at /c'],
    ['of another kind of failure', new Error('network'), '/a', undefined],
    ['of no failure', undefined, '/a', undefined],
  ])('%s', (_, error, pointer, expected) => {
    expect(problemAt(error, pointer)).toBe(expected);
  });
});
