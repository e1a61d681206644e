import { type Arguments, complaint } from '@sluice/language/expressions';
import { resourceAt } from './read-resource.ts';
import { failure, overValues } from './template-only-function.ts';

/**
 * Gives the properties of a resource as they are at runtime, or all of it: `(name or id, [api-version], ['Full'])`.
 * Known only when what it reads is there.
 */
export const reference = overValues(
  { name: 'reference', minArgs: 1, maxArgs: 3, place: 'runtime' },
  (args, env) => {
    const { id, apiVersion } = resourceAt(args, env);
    const full = isFull(args);
    if (env.runtime === undefined)
      throw failure('template/needs-runtime', `reference() of '${id}' is known only when it is deployed.`);
    const value = env.runtime.reference(id, apiVersion, full);
    if (value === undefined) throw failure('template/not-found', `The Resource '${id}' was not found.`);
    return value;
  },
);

/** Whether the third argument asks for the whole resource. */
export function isFull(args: Arguments): boolean {
  const wanted = args.values[2] ?? 'Properties';
  const lower = typeof wanted === 'string' ? wanted.toLowerCase() : '';
  if (lower !== 'full' && lower !== 'properties') throw complaint('function/bad-argument', args, 2, "'Full'");
  return lower === 'full';
}
