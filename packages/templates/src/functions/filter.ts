import { EvaluationError } from '@sluice/language/expressions';
import { arrayOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives the members of an array for which a lambda is true: `(array, lambda(member, [index]))`. */
export const filter: TemplateOnlyFunction = {
  name: 'filter',
  minArgs: 2,
  maxArgs: 2,
  evaluate: ([array, lambda], env, run) => {
    const { call } = lambdaOf('filter', lambda, [1, 2], env, run);
    return arrayOf('filter', array, run).filter((member, index) => {
      const kept = call(member, index);
      if (typeof kept === 'boolean') return kept;
      throw new EvaluationError('function/bad-argument', 'filter(): the lambda must give true or false.');
    });
  },
};
