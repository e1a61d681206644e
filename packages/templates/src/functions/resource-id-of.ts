import { type Arguments, EvaluationError, textAt } from '@sluice/language/expressions';
import { formatResourceId } from '../values/resource-id.ts';

/**
 * The id under a scope whose type is the argument at `typeAt` and whose names follow; fails for a wrong number of names.
 * A slash after the type is overlooked: templates of Azure's built-in definitions have it.
 */
export function resourceIdOf(args: Arguments, scopeId: string, typeAt: number): string {
  const type = textAt(args, typeAt).replace(/\/$/, '');
  const names = args.values.slice(typeAt + 1).map((_, index) => textAt(args, typeAt + 1 + index));
  const id = formatResourceId(scopeId, type, names);
  if (id !== undefined) return id;
  const segments = Math.max(1, type.split('/').length - 1);
  throw new EvaluationError(
    'function/bad-argument',
    `Unable to evaluate template language function '${args.of}': the type '${type}' requires '${segments}' resource name argument(s), none of them empty; found ${names.length}.`,
  );
}

/** Where the type stands: the first argument with a slash in it; fails when it is later than `last` or there is none. */
export function typeArgumentOf(args: Arguments, last: number): number {
  const found = args.values.findIndex(value => typeof value === 'string' && value.includes('/'));
  if (found >= 0 && found <= last) return found;
  throw new EvaluationError(
    'function/bad-argument',
    `Unable to evaluate template language function '${args.of}': expected a resource type such as 'Microsoft.Storage/storageAccounts' among the first ${last + 1} argument(s).`,
  );
}
