import { textAt } from '../runtime/arguments/arguments.ts';
import { EVALUATION_LIMITS } from '../runtime/limits.ts';
import { EvaluationError } from '../runtime/run.ts';
import { formatText } from '../values/format-text.ts';
import { pureFunction } from './template-function.ts';

/** Fills the places `{0}`, `{1,8}`, `{2:N0}` of a text, as .NET does for the invariant culture. */
export const format = pureFunction(
  { name: 'format', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY },
  args => {
    const formatted = formatText(textAt(args, 0), args.values.slice(1), EVALUATION_LIMITS.textLength);
    if ('text' in formatted) return formatted.text;
    throw new EvaluationError('function/bad-format', `format(): ${formatted.problem}.`);
  },
);
