import type { EffectRecord } from './effect-details.ts';
import { checkRelated } from './related.ts';
import { needObject } from './shape.ts';

/** Reports the resource when no related resource satisfies the existence condition. */
export const auditIfNotExists: EffectRecord = {
  name: 'auditIfNotExists',
  inArmModes: true,
  takesDetails: true,
  looksAtRelated: true,
  check(details, checks) {
    const object = needObject(details, 'auditIfNotExists', checks);
    if (object !== undefined) checkRelated(object, checks);
  },
};
