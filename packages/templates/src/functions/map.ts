import { arrayOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives what a lambda makes of each member of an array: `(array, lambda(member, [index]))`. */
export const map: TemplateOnlyFunction = {
  name: 'map',
  minArgs: 2,
  maxArgs: 2,
  evaluate: ([array, lambda], env, run) => {
    const { call } = lambdaOf('map', lambda, [1, 2], env, run);
    return arrayOf('map', array, run).map((member, index) => call(member, index));
  },
};
