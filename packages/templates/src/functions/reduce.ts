import type { JsonValue } from '@sluice/language/expressions';
import { arrayOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives what a lambda makes of a first value and each member in turn: `(array, first, lambda(value, member, [index]))`. */
export const reduce: TemplateOnlyFunction = {
  name: 'reduce',
  minArgs: 3,
  maxArgs: 3,
  evaluate: ([array, first, lambda], env, run) => {
    const { call } = lambdaOf('reduce', lambda, [2, 3], env, run);
    const initial = first?.(run) ?? null;
    return arrayOf('reduce', array, run).reduce<JsonValue>(
      (value, member, index) => call(value, member, index),
      initial,
    );
  },
};
