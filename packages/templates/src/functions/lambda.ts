import { EvaluationError } from '@sluice/language/expressions';
import { registerLambda } from './call-lambda.ts';
import type { TemplateOnlyFunction } from './template-only-function.ts';

/** Makes a function of names and a body: `('a', 'b', expression)`. The body reads them by `lambdaVariables`. */
export const lambda: TemplateOnlyFunction = {
  name: 'lambda',
  minArgs: 1,
  maxArgs: 4,
  evaluate: (args, _env, run) => {
    const names = args.slice(0, -1).map(argument => {
      const name = argument(run);
      if (typeof name === 'string' && name !== '') return name.toLowerCase();
      throw new EvaluationError('function/bad-argument', 'lambda(): the names of variables must be texts.');
    });
    return registerLambda({ names, body: args.at(-1) ?? (() => null) });
  },
};
