import { textAt } from '@sluice/language/expressions';
import { failure, overValues } from './template-only-function.ts';

/** Gives the value of a variable, its name in any letter case. */
export const variables = overValues({ name: 'variables', minArgs: 1, maxArgs: 1 }, (args, env) => {
  const name = textAt(args, 0);
  const value = env.variable(name);
  if (value === undefined) throw failure('template/unknown', `The template variable '${name}' is not found.`);
  return value;
});
