import type { JsonValue } from '@sluice/language/expressions';
import type { TemplateRuntime } from '../values/context.ts';
import type { TemplateScope } from './template-scope.ts';

/** Shorter ones are no secrets, and masking them would make messages unreadable. */
const SHORTEST_SECRET = 4;

/** A message without the values of secure parameters, which functions quote when they complain of an argument. */
export function maskSecrets(message: string, scope: TemplateScope, runtime?: TemplateRuntime): string {
  const secrets = secretsOf(scope, runtime).sort((left, right) => right.length - left.length);
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, '***'), message);
}

function secretsOf({ parameters, outer }: TemplateScope, runtime: TemplateRuntime | undefined): string[] {
  const own = [...parameters.values()].flatMap(parameter => {
    if (!parameter.isSecure) return [];
    if ('value' in parameter) return textsIn(parameter.value);
    try {
      return runtime === undefined ? [] : textsIn(parameter.later(runtime));
    } catch {
      // Then it has no value that could be quoted.
      return [];
    }
  });
  return outer === undefined ? own : [...own, ...secretsOf(outer.scope, runtime)];
}

/** All texts in a value, as they are and as JSON writes them. */
function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string')
    return value.length < SHORTEST_SECRET ? [] : [value, JSON.stringify(value).slice(1, -1)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
