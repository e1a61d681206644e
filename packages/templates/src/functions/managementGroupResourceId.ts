import { textAt } from '@sluice/language/expressions';
import { managementGroupScope } from '../values/scope.ts';
import { resourceIdOf, typeArgumentOf } from './resource-id-of.ts';
import { notExpected, overValues } from './template-only-function.ts';

/** Gives the id of a resource of a management group: `([management group,] type, name...)`. */
export const managementGroupResourceId = overValues(
  { name: 'managementGroupResourceId', minArgs: 2, maxArgs: Number.POSITIVE_INFINITY },
  (args, env) => {
    const typeAt = typeArgumentOf(args, 1);
    if (typeAt === 1) return resourceIdOf(args, managementGroupScope(textAt(args, 0)).id, 1);
    if (env.scope.kind === 'managementGroup') return resourceIdOf(args, env.scope.id, 0);
    throw notExpected(
      'managementGroupResourceId',
      'Outside of a management group its first argument names one.',
    );
  },
);
