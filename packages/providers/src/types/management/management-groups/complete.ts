import { parseResourceId } from '@sluice/arm/ids';
import type { Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';
import { groupsAbove, rootGroup } from '../../../scope-tree.ts';
import { snapshotOf } from '../../../snapshot-of.ts';

const PARENT = '/properties/details/parent/id';

/**
 * Fills in tenant, display name and details, and decides where the group stands.
 *
 * Without a parent a new group goes below the root, and an existing one stays where it is: moving must be asked for by name
 * (our choice; a move changes which policies apply). The first group of a tenant is its root.
 */
export function completeManagementGroup(body: JsonObject, input: CompleteInput): JsonObject {
  const { id, stored, tenantId, now, callerId } = input;
  const given = objectAt(body, 'properties');
  const before = objectAt(objectAt(stored?.body, 'properties'), 'details');
  const parent = parentIdOf(body, given, before, input);
  const version = before['version'];
  return {
    properties: {
      tenantId,
      displayName: textAt(body, 'displayName') ?? textAt(given, 'displayName') ?? id.name,
      details: {
        version: typeof version === 'number' ? version + 1 : 1,
        updatedTime: now,
        updatedBy: callerId,
        ...(parent === undefined ? {} : { parent: { id: parent } }),
      },
    },
  };
}

/** The id of the group above; undefined for the root. */
function parentIdOf(
  body: JsonObject,
  given: JsonObject,
  before: JsonObject,
  input: CompleteInput,
): string | undefined {
  const snapshot = snapshotOf(input);
  const root = rootGroup(snapshot);
  const asked = textAt(body, 'parentGroupId') ?? textAt(objectAt(objectAt(given, 'details'), 'parent'), 'id');
  const isRoot = root === undefined || root.id.toLowerCase() === input.id.key;
  if (asked !== undefined)
    return isRoot ? refuseAboveRoot(input.id.name) : checkedParent(asked, input.id.key, snapshot);
  return isRoot ? undefined : (textAt(objectAt(before, 'parent'), 'id') ?? root.id);
}

function checkedParent(asked: string, key: string, snapshot: Snapshot): string {
  const parentKey = parseResourceId(asked)?.key ?? '';
  const parent = snapshot.scopes.get(parentKey);
  if (parent?.kind !== 'managementGroup')
    throw refuse('InvalidParentManagementGroup', `There is no management group '${asked}'.`, PARENT);
  if (parentKey === key || groupsAbove(snapshot, parentKey).some(group => group.id.toLowerCase() === key)) {
    throw refuse(
      'InvalidParentManagementGroup',
      `'${asked}' is the group itself or below it; a group cannot stand below itself.`,
      PARENT,
    );
  }
  return parent.id;
}

function refuseAboveRoot(name: string): never {
  throw refuse(
    'InvalidParentManagementGroup',
    `'${name}' is the root management group; nothing stands above it.`,
    PARENT,
  );
}
