import { arrayOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import { keyOf } from './key-of.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives an object of the members of an array, or what a second lambda makes of them, by the key that a lambda gives. */
export const toObject: TemplateOnlyFunction = {
  name: 'toObject',
  minArgs: 2,
  maxArgs: 3,
  evaluate: ([array, keyLambda, valueLambda], env, run) => {
    const key = lambdaOf('toObject', keyLambda, [1], env, run);
    const value = valueLambda === undefined ? undefined : lambdaOf('toObject', valueLambda, [1], env, run);
    return Object.fromEntries(
      arrayOf('toObject', array, run).map(member => [
        keyOf('toObject', key.call(member)),
        value === undefined ? member : value.call(member),
      ]),
    );
  },
};
