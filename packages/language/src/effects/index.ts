import { addToNetworkGroup } from './addToNetworkGroup.ts';
import { append } from './append.ts';
import { audit } from './audit.ts';
import { auditIfNotExists } from './auditIfNotExists.ts';
import { deny } from './deny.ts';
import { denyAction } from './denyAction.ts';
import { deployIfNotExists } from './deployIfNotExists.ts';
import { disabled } from './disabled.ts';
import type { EffectName, EffectRecord } from './effect-details.ts';
import { enforceSetting } from './enforceSetting.ts';
import { manual } from './manual.ts';
import { modify } from './modify.ts';
import { mutate } from './mutate.ts';

export { EFFECT_NAMES, type EffectName, type EffectRecord } from './effect-details.ts';

/** Every effect of the language, by name. */
export const EFFECTS: Readonly<Record<EffectName, EffectRecord>> = {
  addToNetworkGroup,
  append,
  audit,
  auditIfNotExists,
  deny,
  denyAction,
  deployIfNotExists,
  disabled,
  enforceSetting,
  manual,
  modify,
  mutate,
};

const BY_NAME = new Map(Object.values(EFFECTS).map(effect => [effect.name.toLowerCase(), effect]));

/** The effect of that name, ignoring case. */
export function findEffect(name: string): EffectRecord | undefined {
  return BY_NAME.get(name.toLowerCase());
}
