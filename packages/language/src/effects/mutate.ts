import type { EffectRecord } from './effect-details.ts';
import { checkScope, checkSource } from './kubernetes.ts';
import { need, needObject } from './shape.ts';

/** Changes a Kubernetes object on its way in. Details: where the mutation is. */
export const mutate: EffectRecord = {
  name: 'mutate',
  inArmModes: false,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    const object = needObject(details, 'mutate', checks);
    if (object === undefined) return;
    const source = need(object, 'mutationInfo', checks.report);
    if (source !== undefined) checkSource(source, 'mutationInfo', checks);
    checkScope(object, checks);
  },
};
