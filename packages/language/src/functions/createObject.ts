import { type Arguments, badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { EvaluationError } from '../runtime/run.ts';
import type { JsonValue } from '../values/json.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives an object of names and values, which take turns; a number may be a name. Of two equal names the later
 * counts.
 */
export const createObject = pureFunction(
  { name: 'createObject', minArgs: 0, maxArgs: Number.POSITIVE_INFINITY },
  args => {
    if (args.values.length % 2 !== 0) throw missingValue(args);
    const members: [string, JsonValue][] = [];
    for (let index = 0; index < args.values.length; index += 2) {
      members.push([nameAt(args, index), valueAt(args, index + 1)]);
    }
    return Object.fromEntries(members);
  },
);

function nameAt(args: Arguments, index: number): string {
  const name = valueAt(args, index);
  if (typeof name !== 'string' && typeof name !== 'number')
    throw badArgument(args, index, 'a text that names a property');
  return String(name);
}

function missingValue(args: Arguments): EvaluationError {
  const count = args.values.length;
  return new EvaluationError(
    'function/bad-argument',
    `createObject(): the name in argument ${count} has no value after it.`,
  );
}
