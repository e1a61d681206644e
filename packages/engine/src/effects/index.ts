import { EFFECT_NAMES, type EffectName } from '@sluice/language';
import { addToNetworkGroup } from './addToNetworkGroup.ts';
import { append } from './append.ts';
import { audit } from './audit.ts';
import { auditIfNotExists } from './auditIfNotExists.ts';
import { deny } from './deny.ts';
import { denyAction } from './denyAction.ts';
import { deployIfNotExists } from './deployIfNotExists.ts';
import { disabled } from './disabled.ts';
import type { EffectBehaviour } from './effect-behaviour.ts';
import { enforceSetting } from './enforceSetting.ts';
import { manual } from './manual.ts';
import { modify } from './modify.ts';
import { mutate } from './mutate.ts';

/** What each effect of the language does here. Total: an effect that the language learns must be placed before this compiles. */
export const EFFECTS: Readonly<Record<EffectName, EffectBehaviour>> = {
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

const BY_FOLDED_NAME: ReadonlyMap<string, EffectName> = new Map(
  EFFECT_NAMES.map(name => [name.toLowerCase(), name]),
);

/** The effect that a text names, whatever its letter case (`DENY`, `auditifnotexists`). */
export function effectNamed(text: string): EffectName | undefined {
  return BY_FOLDED_NAME.get(text.toLowerCase());
}
