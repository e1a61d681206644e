import { EvaluationError, type JsonValue } from '@sluice/language/expressions';
import { arrayOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives an array in the order in which a lambda says of two members whether the first comes before: `(array, lambda(a, b))`. */
export const sort: TemplateOnlyFunction = {
  name: 'sort',
  minArgs: 2,
  maxArgs: 2,
  evaluate: ([array, lambda], env, run) => {
    const { call } = lambdaOf('sort', lambda, [2], env, run);
    const isBefore = (left: JsonValue, right: JsonValue): boolean => {
      const before = call(left, right);
      if (typeof before === 'boolean') return before;
      throw new EvaluationError('function/bad-argument', 'sort(): the lambda must give true or false.');
    };
    return arrayOf('sort', array, run).toSorted((left, right) => {
      if (isBefore(left, right)) return isBefore(right, left) ? 0 : -1;
      return isBefore(right, left) ? 1 : 0;
    });
  },
};
