import type { EffectRecord } from './effect-details.ts';
import { checkTemplate, need, needObject } from './shape.ts';

/** Makes a virtual network a member of a network group. Details: which one. */
export const addToNetworkGroup: EffectRecord = {
  name: 'addToNetworkGroup',
  inArmModes: false,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    const object = needObject(details, 'addToNetworkGroup', checks);
    if (object !== undefined) checkTemplate(need(object, 'networkGroupId', checks.report), checks);
  },
};
