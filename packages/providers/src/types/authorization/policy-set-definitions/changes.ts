import type { FactTable, Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { withCurrent } from '../merge-versions.ts';
import { toPolicySetDefinition } from './to-record.ts';

/** What a written or deleted initiative changes. Of a custom one the versions that are fixed stay. */
export function policySetDefinitionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
  _?: FactTable,
  snapshot?: Snapshot,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  if (key === undefined) return [];
  if (after === undefined) return [{ kind: 'policySetDefinition', key, record: null }];
  const current = toPolicySetDefinition(after);
  const known = current.policyType === 'Custom' ? snapshot?.initiatives.get(key) : undefined;
  return [{ kind: 'policySetDefinition', key, record: withCurrent(known, current) }];
}
