import { truthOf } from '../runtime/arguments/truth.ts';
import type { TemplateFunction } from './template-function.ts';

/** True when every argument is; stops at the first that is not, so that later ones need not have a value. */
export const and: TemplateFunction = {
  name: 'and',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  constant: true,
  evaluate: (args, run) => args.every((argument, index) => truthOf('and', argument(run), index)),
};
