import { textAt } from '@sluice/language/expressions';
import { failure, overValues } from './template-only-function.ts';

/** Gives what is known of a resource provider, or of one of its types: `(namespace, [type])`. */
export const providers = overValues({ name: 'providers', minArgs: 1, maxArgs: 2 }, (args, env) => {
  const namespace = textAt(args, 0);
  const type = args.values.length > 1 ? textAt(args, 1) : undefined;
  const found = env.context.providers?.(namespace, type);
  if (found === undefined)
    throw failure(
      'template/not-found',
      `There is no provider '${[namespace, type].join('/').replace(/\/$/, '')}'.`,
    );
  return found;
});
