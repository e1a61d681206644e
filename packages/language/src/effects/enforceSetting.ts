import type { EffectRecord } from './effect-details.ts';
import { asObject, need, needObject } from './shape.ts';

/** The first machine learning mode's settings of jobs. Details: the setting. */
export const enforceSetting: EffectRecord = {
  name: 'enforceSetting',
  inArmModes: false,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    const object = needObject(details, 'enforceSetting', checks);
    const setting = object && need(object, 'setting', checks.report);
    if (setting !== undefined) asObject(setting, 'setting', checks.report);
  },
};
