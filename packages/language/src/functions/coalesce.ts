import { orNull } from '../runtime/read-field.ts';
import type { TemplateFunction } from './template-function.ts';

/** Gives the first argument that is not null, evaluating no further; null when all are. A missing field counts as null. */
export const coalesce: TemplateFunction = {
  name: 'coalesce',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  constant: true,
  evaluate(args, run) {
    for (const argument of args) {
      const value = orNull(argument)(run);
      if (value !== null) return value;
    }
    return null;
  },
};
