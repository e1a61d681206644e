import type { EffectRecord } from './effect-details.ts';
import { checkKubernetes } from './kubernetes.ts';

/** Lets the request pass and reports the resource as non-compliant. Takes details in the Kubernetes mode only. */
export const audit: EffectRecord = {
  name: 'audit',
  inArmModes: true,
  takesDetails: false,
  looksAtRelated: false,
  check: (details, checks) => checkKubernetes('audit', details, checks),
};
