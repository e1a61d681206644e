import { textAt } from '@sluice/language/expressions';
import { failure, overValues } from './template-only-function.ts';

/** Gives what `reference` gives of every resource of a loop, in its order: `(name of the loop, ['Full'])`. */
export const references = overValues(
  { name: 'references', minArgs: 1, maxArgs: 2, place: 'runtime' },
  (args, env) => {
    const name = textAt(args, 0);
    const full = args.values.length > 1 && textAt(args, 1).toLowerCase() === 'full';
    const { runtime } = env;
    if (runtime === undefined)
      throw failure('template/needs-runtime', `references() of '${name}' is known only when it is deployed.`);
    return env.findResources(name).map(({ id, apiVersion }) => {
      const value = runtime.reference(id, apiVersion, full);
      if (value === undefined) throw failure('template/not-found', `The Resource '${id}' was not found.`);
      return value;
    });
  },
);
