import { valueAt } from '../runtime/arguments/arguments.ts';
import { displayText } from '../values/text.ts';
import { pureFunction } from './template-function.ts';

/** Gives a value as text: booleans as `True` and `False`, null as nothing, arrays and objects as JSON. */
export const string = pureFunction({ name: 'string', minArgs: 1, maxArgs: 1 }, args =>
  displayText(valueAt(args, 0)),
);
