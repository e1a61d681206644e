import { displayText } from '../values/text.ts';
import { valueAt } from './arguments.ts';
import { pureFunction } from './define.ts';

/** Gives a value as text: booleans as `True` and `False`, null as nothing, arrays and objects as JSON. */
export const string = pureFunction({ name: 'string', minArgs: 1, maxArgs: 1 }, args =>
  displayText(valueAt(args, 0)),
);
