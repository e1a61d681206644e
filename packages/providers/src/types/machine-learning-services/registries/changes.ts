import { conflict } from '@sluice/arm/errors';
import type { Resource, Snapshot, SnapshotChange } from '@sluice/engine';
import { textAt } from '../../../json-value.ts';
import { changesBetween, type Records, registryKey } from '../../../models/catalog-records.ts';
import type { CompleteInput } from '../../../resource-type.ts';

/** Who has the name of a registry is a fact: canonical ids name registries without their group. */
export function registryChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  return changesBetween(nameRecord(after), nameRecord(before));
}

/**
 * Throws 409 when another registry of the tenant has the name, compared without case: nobody becomes `azureml` by making a
 * registry of that name elsewhere. Two at once: one commits, the other decides again and finds it.
 */
export function checkNameIsFree({ id }: CompleteInput, snapshot: Snapshot | undefined): void {
  const holder = textAt(snapshot?.facts.get(registryKey(id.name)), 'id');
  if (holder === undefined || holder === id.key) return;
  throw conflict(
    'RegistryNameNotAvailable',
    `Another registry of this tenant is called '${id.name}'. Choose another name.`,
    'name',
  );
}

function nameRecord(registry: Resource | undefined): Records {
  return new Map(
    registry === undefined ? [] : [[registryKey(registry.name), { facts: { id: registry.key } }]],
  );
}
