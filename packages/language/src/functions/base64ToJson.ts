import { complaint } from '../runtime/arguments/arguments.ts';
import { base64TextAt } from '../runtime/arguments/base64-text-at.ts';
import { parseJson } from '../values/parse-json.ts';
import { pureFunction } from './template-function.ts';

/** Gives the value of a JSON text that is written in base64. */
export const base64ToJson = pureFunction({ name: 'base64ToJson', minArgs: 1, maxArgs: 1 }, args => {
  const parsed = parseJson(base64TextAt(args, 0));
  if (parsed === undefined) throw complaint('function/bad-format', args, 0, 'JSON written in base64');
  return parsed.value;
});
