import { orNull } from '../runtime/read-field.ts';
import { isEqual } from '../values/compare.ts';
import type { TemplateFunction } from './template-function.ts';

/**
 * Says whether two values are equal, as the operator of that name does: ignoring case, with its coercions. A missing
 * field equals null and ''. Our choice: Azure's templates compare texts with case, its policies without.
 */
export const equals: TemplateFunction = {
  name: 'equals',
  minArgs: 2,
  maxArgs: 2,
  constant: true,
  evaluate([left, right], run) {
    const value = left === undefined ? null : orNull(left)(run);
    return isEqual(value, right === undefined ? null : orNull(right)(run));
  },
};
