import type { PolicyDefinition } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../json-value.ts';
import { refuse } from '../../refuse.ts';
import type { CompleteInput } from '../../resource-type.ts';

const VERSION = /^\d+\.\d+\.\d+(-[a-z]+)?$/i;
const LIMITS = { displayName: 128, description: 512 } as const;

/** Throws for texts that are too long. Azure's own are longer here and there, and are what they are. */
export function checkPolicyTexts(given: JsonObject, { builtIn }: CompleteInput): void {
  if (builtIn) return;
  for (const [name, most] of Object.entries(LIMITS)) {
    const { length } = textAt(given, name) ?? '';
    if (length <= most) continue;
    const message = `'${name}' has ${length} characters, at most ${most} are allowed.`;
    throw refuse('InvalidRequestContent', message, `/properties/${name}`);
  }
}

/** The version that is given, else the one there is, else 1.0.0. Throws for what is no version. */
export function policyVersionOf(given: JsonObject, { stored }: CompleteInput): string {
  const before = objectAt(stored?.body, 'properties');
  const version = textAt(given, 'version') ?? textAt(before, 'version') ?? '1.0.0';
  if (VERSION.test(version)) return version;
  throw refuse(
    'InvalidRequestContent',
    `'${version}' is not a version such as 1.0.0 or 1.0.0-preview.`,
    '/properties/version',
  );
}

/** What the house writes is built in, or static where it says so; what anybody else writes is custom. */
export function policyTypeOf(given: JsonObject, { builtIn }: CompleteInput): PolicyDefinition['policyType'] {
  if (!builtIn) return 'Custom';
  return textAt(given, 'policyType') === 'Static' ? 'Static' : 'BuiltIn';
}

/** The type that is stored. */
export function storedPolicyType(document: JsonObject): PolicyDefinition['policyType'] {
  const policyType = textAt(document, 'policyType');
  return policyType === 'BuiltIn' || policyType === 'Static' ? policyType : 'Custom';
}
