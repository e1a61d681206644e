import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { stampMetadata } from '../metadata-stamp.ts';
import { checkPolicyTexts, policyTypeOf, policyVersionOf } from '../policy-texts.ts';

/**
 * Fills in `policyType`, `mode`, `version` and the metadata stamps.
 *
 * A definition without a mode behaves as Indexed, so that is what it gets; a built-in one is read as it came. A PUT without a version keeps the one there is; we host
 * one version of each definition, which `versions` says. Built-in definitions come from the house alone and carry no stamps.
 */
export function completePolicyDefinition(body: JsonObject, input: CompleteInput): JsonObject {
  if (input.id.scope.kind === 'tenant' && !input.builtIn) {
    throw refuse(
      'BuiltInPolicyDefinitionCannotBeChanged',
      `'${input.id.name}' would be a built-in definition, and those are read only.`,
    );
  }
  const { versions: _, ...given } = objectAt(body, 'properties');
  checkPolicyTexts(given, input);
  const version = policyVersionOf(given, input);
  const metadata = input.builtIn ? given['metadata'] : stampMetadata(objectAt(given, 'metadata'), input);
  return {
    properties: present({
      ...given,
      policyType: policyTypeOf(given, input),
      mode: textAt(given, 'mode') ?? (input.builtIn ? undefined : 'Indexed'),
      version,
      versions: [version],
      metadata,
    }),
  };
}
