import type { JsonValue } from '@sluice/arm/protocol';
import { effectsOf } from './effects-of.ts';
import type { Definition } from './use-definition.ts';
import { valueNamed } from './values-of.ts';

/**
 * The effect that a policy has with these values. Undefined where each member says its own (an initiative), or nobody has chosen yet.
 */
export function effectOf(
  { properties }: Pick<Definition, 'properties'>,
  values: Readonly<Record<string, JsonValue>>,
): string | undefined {
  const { byDefault, parameter } = effectsOf(properties);
  const value = parameter === undefined ? undefined : valueNamed(values, parameter);
  return typeof value === 'string' ? value : byDefault;
}

/** Whether something is changed or deployed by a policy that may have these effects, which takes an identity to do it as. */
export function needsIdentity(effects: readonly string[]): boolean {
  return effects.some(effect => ['modify', 'deployifnotexists'].includes(effect.toLowerCase()));
}
