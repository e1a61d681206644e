import type { EvaluationInput, JsonObject } from '@sluice/language';

/** What a case says of the world: resourceGroup, subscription, policy, utcNow, requestContext. */
export type CaseWorld = {
  readonly resource: JsonObject;
  readonly context?: JsonObject | undefined;
  readonly requestContext?: JsonObject | undefined;
  readonly apiVersion?: string | undefined;
};

/** Where a resource stands when its case does not say. */
export const DEFAULT_CONTEXT: JsonObject = {
  resourceGroup: { name: 'myResourceGroup', location: 'eastus' },
  subscription: { subscriptionId: '00000000-0000-0000-0000-000000000000' },
};

/**
 * The input of an evaluation. `context` replaces the default as a whole; its own `requestContext` wins over the other
 * one; without either there is the api-version alone. `now` counts where the context has no `utcNow`.
 */
export function inputOf(
  { resource, context, requestContext, apiVersion }: CaseWorld,
  now: string,
): EvaluationInput {
  const given = context ?? DEFAULT_CONTEXT;
  const { utcNow } = given;
  const request =
    objectOf(given['requestContext']) ?? requestContext ?? (apiVersion === undefined ? {} : { apiVersion });
  const parts = (['resourceGroup', 'subscription', 'policy'] as const).flatMap(name => {
    const part = objectOf(given[name]);
    return part === undefined ? [] : [[name, part] as const];
  });
  return {
    resource,
    context: {
      now: typeof utcNow === 'string' ? utcNow : now,
      requestContext: request,
      ...Object.fromEntries(parts),
    },
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}

/** The instant as `utcNow()` writes it: seven digits of a second. */
export function utcNowOf(date: Date): string {
  return date.toISOString().replace(/Z$/, '0000Z');
}

function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}
