import { complaint, textAt } from '../runtime/arguments/arguments.ts';
import { parseJson } from '../values/parse-json.ts';
import { pureFunction } from './template-function.ts';

/** Gives the value of a JSON text. */
export const json = pureFunction({ name: 'json', minArgs: 1, maxArgs: 1 }, args => {
  const parsed = parseJson(textAt(args, 0));
  if (parsed === undefined) throw complaint('function/bad-format', args, 0, 'JSON');
  return parsed.value;
});
