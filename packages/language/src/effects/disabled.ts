import type { EffectRecord } from './effect-details.ts';

/** Turns the rule off. */
export const disabled: EffectRecord = {
  name: 'disabled',
  inArmModes: true,
  takesDetails: false,
  looksAtRelated: false,
  check() {
    // Whatever details there are belong to another value of the effect parameter.
  },
};
