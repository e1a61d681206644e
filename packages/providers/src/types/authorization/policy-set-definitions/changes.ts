import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { toPolicySetDefinition } from './to-record.ts';

/** What a written or deleted initiative changes. */
export function policySetDefinitionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'policySetDefinition', key, record: after ? toPolicySetDefinition(after) : null }];
}
