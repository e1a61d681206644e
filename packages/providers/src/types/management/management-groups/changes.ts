import type { Resource, ScopeRecord, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';

/** A stored management group as a member of the scope tree; the root is directly below the tenant. */
export function toGroupScope({ id, name, body }: Resource): ScopeRecord {
  const properties = objectAt(body, 'properties');
  const displayName = textAt(properties, 'displayName') ?? name;
  const parent = textAt(objectAt(objectAt(properties, 'details'), 'parent'), 'id') ?? '';
  return { kind: 'managementGroup', id, name, displayName, parent, document: { id, name, displayName } };
}

/** What a written or deleted management group changes. */
export function managementGroupChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined ? [] : [{ kind: 'scope', key, record: after ? toGroupScope(after) : null }];
}
