import type { JsonValue } from '@sluice/language/expressions';
import { arrayOf } from './argument-of.ts';
import { lambdaOf } from './call-lambda.ts';
import { keyOf } from './key-of.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Gives an object of arrays: the members, in their order, by the key that a lambda gives: `(array, lambda(member))`. */
export const groupBy: TemplateOnlyFunction = {
  name: 'groupBy',
  minArgs: 2,
  maxArgs: 2,
  evaluate: ([array, lambda], env, run) => {
    const { call } = lambdaOf('groupBy', lambda, [1], env, run);
    const groups = new Map<string, JsonValue[]>();
    for (const member of arrayOf('groupBy', array, run)) {
      const key = keyOf('groupBy', call(member));
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [member]);
      else group.push(member);
    }
    return Object.fromEntries(groups);
  },
};
