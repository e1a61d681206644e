import type { EffectRecord } from './effect-details.ts';
import { checkOneOf, get, needObject } from './shape.ts';

/** The state comes from an attestation. Details: the state until there is one. */
export const manual: EffectRecord = {
  name: 'manual',
  inArmModes: true,
  takesDetails: true,
  looksAtRelated: false,
  check(details, checks) {
    const object = details && needObject(details, 'manual', checks);
    if (object === undefined) return;
    checkOneOf(
      get(object, 'defaultState'),
      'defaultState',
      ['Unknown', 'Compliant', 'Non-compliant', 'NonCompliant'],
      checks,
    );
  },
};
