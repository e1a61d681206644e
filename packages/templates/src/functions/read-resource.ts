import { type Arguments, textAt } from '@sluice/language/expressions';
import { formatResourceId } from '../values/resource-id.ts';
import type { NamedResource, TemplateEnv } from './env.ts';
import { failure } from './template-only-function.ts';

/**
 * The resource that the first argument means: a symbolic name, a name or an id. The api-version is the argument at 1;
 * without one it is that of the declaration, so that the resource must be of this template.
 */
export function resourceAt(args: Arguments, env: TemplateEnv): NamedResource {
  const name = textAt(args, 0);
  const [declared] = env.findResources(name);
  const id = declared?.id ?? idOf(name, env);
  const given = args.values[1];
  if (id === undefined)
    throw failure('template/unknown', `The resource '${name}' is not defined in the template.`);
  if (typeof given === 'string' && given !== '') return { id, apiVersion: given };
  if (declared !== undefined) return { id, apiVersion: declared.apiVersion };
  throw failure(
    'template/unknown',
    `${args.of}() needs an api-version for '${name}', which is not defined in the template.`,
  );
}

/** An id as it is, or `type/name` under the scope of the deployment; undefined for any other text. */
function idOf(name: string, env: TemplateEnv): string | undefined {
  if (name.startsWith('/')) return name;
  const [namespace = '', ...segments] = name.split('/');
  if (!namespace.includes('.') || segments.length < 2 || segments.length % 2 !== 0) return undefined;
  const types = segments.filter((_, index) => index % 2 === 0);
  const names = segments.filter((_, index) => index % 2 === 1);
  return formatResourceId(env.scope.id, [namespace, ...types].join('/'), names);
}
