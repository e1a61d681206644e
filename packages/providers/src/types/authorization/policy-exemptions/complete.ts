import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { checkPart } from '../policy-part.ts';
import { checkResourceSelectors } from '../selectors.ts';
import { utcTime } from '../utc-time.ts';

/**
 * Refuses what only the id, the limits and the clock can tell is wrong.
 *
 * An exemption that is made with an end in the past would never hold: it is refused (our choice). One that has ended since may be
 * written again as long as its end stays what it is.
 */
export function completePolicyExemption(body: JsonObject, input: CompleteInput): JsonObject {
  const given = objectAt(body, 'properties');
  checkPart(given, input);
  checkResourceSelectors(given, input);
  const expiresOn = textAt(given, 'expiresOn');
  const before = textAt(objectAt(input.stored?.body, 'properties'), 'expiresOn');
  const isNew = expiresOn !== undefined && (before === undefined || timeOf(expiresOn) !== timeOf(before));
  if (isNew && timeOf(expiresOn) <= Date.parse(input.now)) {
    const message = `The exemption would end at '${expiresOn}', which is past: it would never hold. Leave expiresOn out, or name a time to come.`;
    throw refuse('InvalidPolicyExemption', message, '/properties/expiresOn');
  }
  return { properties: { assignmentScopeValidation: 'Default', ...given } };
}

function timeOf(time: string): number {
  return Date.parse(utcTime(time));
}
