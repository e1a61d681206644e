import { textAt } from '../runtime/arguments/arguments.ts';
import { currentMember } from '../runtime/count-scope.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives the member that a count is looking at; with a name, of the count of that name or over that alias, or what
 * the rest of the alias leads to in it. Without a name: of the innermost count.
 */
export const current = contextFunction({ name: 'current', minArgs: 0, maxArgs: 1 }, (args, run) =>
  currentMember(run, args.values.length === 0 ? undefined : textAt(args, 0)),
);
