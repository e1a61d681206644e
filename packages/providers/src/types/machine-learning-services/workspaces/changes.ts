import { parseResourceId } from '@sluice/arm/ids';
import type { Resource, SnapshotChange } from '@sluice/engine';
import { changesBetween, type Records, workspaceKey, workspaceOf } from '../../../models/catalog-records.ts';

/** Which workspace a workspace id is, is a fact: references by location name workspaces so. */
export function workspaceChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  return changesBetween(idRecord(after), idRecord(before));
}

function idRecord(resource: Resource | undefined): Records {
  if (resource === undefined) return new Map();
  const workspace = workspaceOf(parseResourceId(resource.id));
  return new Map(workspace && [[workspaceKey(resource.instanceId), { facts: { ...workspace } }]]);
}
