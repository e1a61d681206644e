import { textAt } from '@sluice/language/expressions';
import { lambdaVariable } from './call-lambda.ts';
import { overValues } from './template-only-function.ts';

/** Gives the value of a variable of the lambda that it stands in. */
export const lambdaVariables = overValues({ name: 'lambdaVariables', minArgs: 1, maxArgs: 1 }, (args, env) =>
  lambdaVariable(textAt(args, 0), env),
);
