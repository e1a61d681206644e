import { truthOf } from '../runtime/arguments/truth.ts';
import type { TemplateFunction } from './template-function.ts';

/** Gives the second argument when the first is true, else the third. The other one is not evaluated and may fail. */
export const ifFunction: TemplateFunction = {
  name: 'if',
  minArgs: 3,
  maxArgs: 3,
  constant: true,
  evaluate([condition, whenTrue, whenFalse], run) {
    const chosen = truthOf('if', condition?.(run) ?? null, 0) ? whenTrue : whenFalse;
    return chosen?.(run) ?? null;
  },
};
