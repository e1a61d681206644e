import type { JsonObject } from '@sluice/arm/protocol';
import { listAt, objectAt, textAt } from '../json.ts';

/** What a rule does: by default, and what its assignment may choose instead. */
export type RuleEffects = {
  /** As the rule spells it. Undefined when the assignment must choose, or the rule does not say it in a way that can be read. */
  readonly byDefault: string | undefined;
  /** All that are possible, the default among them; at least one where it is known. */
  readonly allowed: readonly string[];
  /** The parameter that chooses. */
  readonly parameter: string | undefined;
};

const PARAMETER = /^\[\s*parameters\(\s*'((?:[^']|'')+)'\s*\)\s*\]$/i;

/** Reads the effects of a definition's `properties`: a name, or a parameter with its default and allowed values. */
export function effectsOf(properties: JsonObject): RuleEffects {
  const effect = textAt(objectAt(objectAt(properties, 'policyRule'), 'then'), 'effect');
  if (effect === undefined) return { byDefault: undefined, allowed: [], parameter: undefined };
  const named = PARAMETER.exec(effect)?.[1]?.replaceAll("''", "'");
  if (named === undefined)
    return effect.startsWith('[')
      ? { byDefault: undefined, allowed: [], parameter: undefined }
      : { byDefault: effect, allowed: [effect], parameter: undefined };
  const parameters = objectAt(properties, 'parameters');
  const name = Object.keys(parameters).find(each => each.toLowerCase() === named.toLowerCase()) ?? named;
  const byDefault = textAt(parameters[name], 'defaultValue');
  const values = listAt(parameters[name], 'allowedValues').filter(value => typeof value === 'string');
  const allowed = values.length > 0 || byDefault === undefined ? values : [byDefault];
  return { byDefault, allowed, parameter: name };
}
