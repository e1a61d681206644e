import { type Arguments, integerAt, textAt } from '@sluice/language/expressions';
import type { CopyTurn, TemplateEnv } from './env.ts';
import { notExpected, overValues } from './template-only-function.ts';

/**
 * Gives which turn of a loop this is, from 0 or from an offset: `copyIndex()`, `copyIndex(1)`, `copyIndex('loop')`,
 * `copyIndex('loop', 1)`. Without a name it means the innermost loop over resources or outputs.
 */
export const copyIndex = overValues({ name: 'copyIndex', minArgs: 0, maxArgs: 2 }, (args, env) => {
  const named = typeof args.values[0] === 'string';
  const offsetAt = named ? 1 : 0;
  const offset = args.values.length > offsetAt ? integerAt(args, offsetAt) : 0;
  if (!named && args.values.length === 2) textAt(args, 0);
  return turnOf(args, env, named).index + offset;
});

function turnOf(args: Arguments, env: TemplateEnv, named: boolean): CopyTurn {
  const name = named ? textAt(args, 0) : undefined;
  const turn =
    name === undefined
      ? env.turns.findLast(({ kind }) => kind === 'resource')
      : env.turns.findLast(each => each.name === name.toLowerCase());
  if (turn !== undefined) return turn;
  const why =
    name === undefined ? "without a name it needs a resource with 'copy'" : `no loop '${name}' is here`;
  throw notExpected('copyIndex', `It gives the turn of a loop: ${why}.`);
}
