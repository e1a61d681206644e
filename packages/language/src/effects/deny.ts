import type { EffectRecord } from './effect-details.ts';
import { checkKubernetes } from './kubernetes.ts';

/** Refuses the request. Takes details in the Kubernetes mode only. */
export const deny: EffectRecord = {
  name: 'deny',
  inArmModes: true,
  takesDetails: false,
  looksAtRelated: false,
  check: (details, checks) => checkKubernetes('deny', details, checks),
};
