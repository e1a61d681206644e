import { parseResourceId } from '@sluice/arm/ids';
import type { EnforcementMode, PolicyAssignment, Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';
import { toOverrides, toResourceSelectors } from '../selectors.ts';
import { principalChanges, principalOf } from './principal.ts';

/** A stored assignment as the engine judges by it. */
export function toPolicyAssignment({ id, name, body, instanceId }: Resource): PolicyAssignment {
  const properties = objectAt(body, 'properties');
  const displayName = textAt(properties, 'displayName');
  const definitionVersion = textAt(properties, 'definitionVersion');
  const identityId = principalOf(body)?.id;
  const policyDefinitionId = textAt(properties, 'policyDefinitionId') ?? '';
  return {
    id,
    name,
    scope: textAt(properties, 'scope') ?? '',
    notScopes: arrayAt(properties, 'notScopes').filter(scope => typeof scope === 'string'),
    policyDefinitionId: parseResourceId(policyDefinitionId)?.id ?? policyDefinitionId,
    parameters: valuesOf(objectAt(properties, 'parameters')),
    enforcementMode: toEnforcementMode(textAt(properties, 'enforcementMode')),
    nonComplianceMessages: arrayAt(properties, 'nonComplianceMessages').flatMap(entry => {
      if (!isObject(entry)) return [];
      const message = textAt(entry, 'message') ?? '';
      const policyDefinitionReferenceId = textAt(entry, 'policyDefinitionReferenceId');
      return [{ message, ...(policyDefinitionReferenceId ? { policyDefinitionReferenceId } : {}) }];
    }),
    instanceId,
    ...toResourceSelectors(properties),
    ...toOverrides(properties),
    ...(identityId === undefined ? {} : { identityId }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

/**
 * What a written or deleted assignment changes: the assignment, and the principal that its identity is.
 *
 * The principal of a system-assigned identity goes when the identity does; a user-assigned one may be others' too, and stays.
 */
export function policyAssignmentChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  if (key === undefined) return [];
  return [
    ...principalChanges(after, before),
    { kind: 'policyAssignment', key, record: after ? toPolicyAssignment(after) : null },
  ];
}

function toEnforcementMode(text: string | undefined): EnforcementMode {
  return text === 'DoNotEnforce' || text === 'Enroll' ? text : 'Default';
}

/** `{name: {value}}` to `{name: value}`. */
function valuesOf(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, entry]) => [
      name,
      isObject(entry) ? (entry['value'] ?? null) : null,
    ]),
  );
}
