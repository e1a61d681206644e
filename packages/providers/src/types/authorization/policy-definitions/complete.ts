import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { stampMetadata } from '../metadata-stamp.ts';

const VERSION = /^\d+\.\d+\.\d+(-[a-z]+)?$/i;

/**
 * Fills in `policyType`, `mode`, `version` and the metadata stamps.
 *
 * A definition without a mode behaves as Indexed, so that is what it gets. A PUT without a version keeps the one there is; we host
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
  const stored = objectAt(input.stored?.body, 'properties');
  const version = textAt(given, 'version') ?? textAt(stored, 'version') ?? '1.0.0';
  if (!VERSION.test(version)) {
    throw refuse(
      'InvalidRequestContent',
      `'${version}' is not a version such as 1.0.0 or 1.0.0-preview.`,
      '/properties/version',
    );
  }
  const metadata = input.builtIn ? given['metadata'] : stampMetadata(objectAt(given, 'metadata'), input);
  return {
    properties: present({
      ...given,
      policyType: policyTypeOf(given, input),
      mode: textAt(given, 'mode') ?? 'Indexed',
      version,
      versions: [version],
      metadata,
    }),
  };
}

function policyTypeOf(given: JsonObject, input: CompleteInput): string {
  if (!input.builtIn) return 'Custom';
  return textAt(given, 'policyType') === 'Static' ? 'Static' : 'BuiltIn';
}
