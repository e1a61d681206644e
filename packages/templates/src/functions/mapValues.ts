import { objectOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives an object with what a lambda makes of each value: `(object, lambda(value))`. */
export const mapValues: TemplateOnlyFunction = {
  name: 'mapValues',
  minArgs: 2,
  maxArgs: 2,
  evaluate: ([object, lambda], env, run) => {
    const { call } = lambdaOf('mapValues', lambda, [1], env, run);
    const members = Object.entries(objectOf('mapValues', object, run));
    return Object.fromEntries(members.map(([name, value]) => [name, call(value)]));
  },
};
