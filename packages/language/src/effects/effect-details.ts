/** Every effect that the language knows, in the canonical spelling of the REST contract, lower camel case. */
export const EFFECT_NAMES = [
  'addToNetworkGroup', 'append', 'audit', 'auditIfNotExists', 'deny', 'denyAction', 'deployIfNotExists',
  'disabled', 'manual', 'modify', 'mutate', 'enforceSetting',
] as const;
export type EffectName = (typeof EFFECT_NAMES)[number];
