import { parseResourceId } from '@sluice/arm/ids';
import type { PolicyExemption, Resource, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
import { toPart } from '../policy-part.ts';
import { toResourceSelectors } from '../selectors.ts';
import { utcTime } from '../utc-time.ts';

/** A stored exemption as the engine judges by it. */
export function toPolicyExemption({ id, name, body }: Resource): PolicyExemption {
  const properties = objectAt(body, 'properties');
  const expiresOn = textAt(properties, 'expiresOn');
  return {
    id,
    name,
    scope: parseResourceId(id)?.scope.id ?? '',
    ...toPart(properties),
    ...toResourceSelectors(properties),
    exemptionCategory: textAt(properties, 'exemptionCategory') === 'Mitigated' ? 'Mitigated' : 'Waiver',
    ...(expiresOn === undefined ? {} : { expiresOn: utcTime(expiresOn) }),
  };
}

/** What a written or deleted exemption changes. */
export function policyExemptionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'policyExemption', key, record: after ? toPolicyExemption(after) : null }];
}
