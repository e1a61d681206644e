import type { JsonObject, JsonValue } from '@sluice/language';
import { EFFECTS, effectNamed } from '../effects/index.ts';
import { memberOf } from '../json.ts';

const PARAMETER = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/**
 * The effect that a definition cannot do without and that is not built yet; undefined when there is none.
 *
 * A literal effect is needed. One that comes from a parameter is needed when it is the default, or when nothing else but
 * `disabled` is allowed; otherwise it is for the assignment to choose, and checked there.
 */
export function unsupportedEffect(document: JsonObject): string | undefined {
  const effect = memberOf(memberOf(document['policyRule'], 'then'), 'effect');
  if (typeof effect !== 'string') return undefined;
  const parameter = PARAMETER.exec(effect)?.[1];
  if (parameter === undefined) return effect.startsWith('[') ? undefined : unsupported(effect);
  const declared = memberOf(document['parameters'], parameter);
  const byDefault = unsupported(memberOf(declared, 'defaultValue'));
  if (byDefault !== undefined) return byDefault;
  const allowed = memberOf(declared, 'allowedValues');
  if (!Array.isArray(allowed)) return undefined;
  const acting = allowed.filter(value => typeof value !== 'string' || effectNamed(value) !== 'disabled');
  return acting.length > 0 && acting.every(value => unsupported(value) !== undefined)
    ? unsupported(acting[0])
    : undefined;
}

/** The effect that a definition spells out, or the default of its parameter; none where it is computed. */
export function literalEffects(document: JsonObject): readonly string[] {
  const effect = memberOf(memberOf(document['policyRule'], 'then'), 'effect');
  if (typeof effect !== 'string') return [];
  const parameter = PARAMETER.exec(effect)?.[1];
  if (parameter === undefined) return effect.startsWith('[') ? [] : [effect];
  const byDefault = memberOf(memberOf(document['parameters'], parameter), 'defaultValue');
  return typeof byDefault === 'string' ? [byDefault] : [];
}

function unsupported(value: JsonValue | undefined): string | undefined {
  const effect = typeof value === 'string' ? effectNamed(value) : undefined;
  return effect !== undefined && !EFFECTS[effect].supported ? effect : undefined;
}
