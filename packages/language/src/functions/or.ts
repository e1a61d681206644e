import { truthOf } from '../runtime/arguments/truth.ts';
import type { TemplateFunction } from './template-function.ts';

/** True when some argument is; stops at the first that is, so that later ones need not have a value. */
export const or: TemplateFunction = {
  name: 'or',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  constant: true,
  evaluate: (args, run) => args.some((argument, index) => truthOf('or', argument(run), index)),
};
