import { overValues } from './template-only-function.ts';

/** Gives the tenant: `tenantId`, `id`, `displayName`, `countryCode`. */
export const tenant = overValues(
  { name: 'tenant', minArgs: 0, maxArgs: 0 },
  (_args, env) => env.context.tenant,
);
