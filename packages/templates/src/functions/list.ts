import { resourceAt } from './read-resource.ts';
import { failure, overValues, type TemplateOnlyFunction } from './template-only-function.ts';

/** Names of functions that ask a resource for what it lists. */
export const LIST_FUNCTION = /^list[A-Za-z]*$/i;

/**
 * The function of that name, which gives what the resource answers to the action of that name, such as `listKeys`:
 * `(name or id, api-version, [body of the request])`.
 */
export function listFunction(name: string): TemplateOnlyFunction {
  return overValues({ name, minArgs: 1, maxArgs: 3, place: 'runtime' }, (args, env) => {
    const { id, apiVersion } = resourceAt(args, env);
    if (env.runtime === undefined)
      throw failure('template/needs-runtime', `${name}() of '${id}' is known only when it is deployed.`);
    const value = env.runtime.list(id, apiVersion, name, args.values[2]);
    if (value === undefined)
      throw failure('template/not-found', `The Resource '${id}' was not found, or has no '${name}'.`);
    return value;
  });
}
