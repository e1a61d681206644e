import { parseResourceId } from '@sluice/arm/ids';
import type { PolicyEnrollment, Resource, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';
import { toPart } from '../policy-part.ts';
import { toResourceSelectors } from '../selectors.ts';

/** A stored enrollment as the engine judges by it. */
export function toPolicyEnrollment({ id, name, body }: Resource): PolicyEnrollment {
  const properties = objectAt(body, 'properties');
  return {
    id,
    name,
    scope: parseResourceId(id)?.scope.id ?? '',
    ...toPart(properties),
    ...toResourceSelectors(properties),
    policyAssignmentInstanceId: textAt(properties, 'policyAssignmentInstanceId') ?? '',
  };
}

/** What a written or deleted enrollment changes. */
export function policyEnrollmentChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'policyEnrollment', key, record: after ? toPolicyEnrollment(after) : null }];
}
