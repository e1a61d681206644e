import { type Arguments, textAt } from '@sluice/language/expressions';
import { resourceGroupScope, subscriptionScope } from '../values/scope.ts';
import type { TemplateEnv } from './env.ts';
import { resourceIdOf, typeArgumentOf } from './resource-id-of.ts';
import { notExpected, overValues } from './template-only-function.ts';

/**
 * Gives the id of a resource: `([subscription,] [resource group,] type, name...)`. What is left out is that of the
 * deployment; a deployment to a management group or the tenant gives ids in the tenant.
 */
export const resourceId = overValues(
  { name: 'resourceId', minArgs: 2, maxArgs: Number.POSITIVE_INFINITY },
  (args, env) => {
    const typeAt = typeArgumentOf(args, 2);
    return resourceIdOf(args, scopeOf(args, typeAt, env), typeAt);
  },
);

function scopeOf(args: Arguments, typeAt: number, { scope }: TemplateEnv): string {
  if (typeAt === 0) return scope.kind === 'managementGroup' ? '' : scope.id;
  if (typeAt === 2) return resourceGroupScope(textAt(args, 0), textAt(args, 1)).id;
  if (scope.kind === 'resourceGroup') return resourceGroupScope(scope.subscriptionId, textAt(args, 0)).id;
  if (scope.kind === 'subscription') return subscriptionScope(textAt(args, 0)).id;
  throw notExpected('resourceId', 'Outside of a subscription it takes a type and names alone.');
}
