import type { JsonObject, JsonValue } from '@sluice/language';
import { arrayAt, isObject, objectAt, present, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { stampMetadata } from '../metadata-stamp.ts';
import { checkPolicyTexts, policyTypeOf, policyVersionOf } from '../policy-texts.ts';

/**
 * Fills in `policyType`, `version`, the metadata stamps, and a reference id (a number) for members without one.
 *
 * Built-in initiatives come from the house alone and carry no stamps.
 */
export function completePolicySetDefinition(body: JsonObject, input: CompleteInput): JsonObject {
  if (input.id.scope.kind === 'tenant' && !input.builtIn) {
    throw refuse(
      'BuiltInPolicyDefinitionCannotBeChanged',
      `'${input.id.name}' would be a built-in initiative, and those are read only.`,
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
      version,
      versions: [version],
      metadata,
      policyDefinitions: withReferences(arrayAt(given, 'policyDefinitions')),
    }),
  };
}

/** The smallest numbers that no other member has. */
function withReferences(members: readonly JsonValue[]): readonly JsonValue[] {
  const taken = new Set(members.map(member => referenceOf(member)?.toLowerCase()));
  let next = 1;
  return members.map(member => {
    if (!isObject(member) || referenceOf(member) !== undefined) return member;
    while (taken.has(String(next))) next += 1;
    taken.add(String(next));
    return { ...member, policyDefinitionReferenceId: String(next) };
  });
}

/** An empty reference is none. */
function referenceOf(member: JsonValue): string | undefined {
  return (isObject(member) ? textAt(member, 'policyDefinitionReferenceId') : undefined) || undefined;
}
