import { parseResourceId } from '@sluice/arm/ids';
import type { PolicyAssignment, Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';

/** A stored assignment as the engine judges by it. */
export function toPolicyAssignment({ id, name, body, instanceId }: Resource): PolicyAssignment {
  const properties = objectAt(body, 'properties');
  const displayName = textAt(properties, 'displayName');
  const definitionVersion = textAt(properties, 'definitionVersion');
  const policyDefinitionId = textAt(properties, 'policyDefinitionId') ?? '';
  return {
    id,
    name,
    scope: textAt(properties, 'scope') ?? '',
    notScopes: arrayAt(properties, 'notScopes').filter(scope => typeof scope === 'string'),
    policyDefinitionId: parseResourceId(policyDefinitionId)?.id ?? policyDefinitionId,
    parameters: valuesOf(objectAt(properties, 'parameters')),
    enforcementMode: textAt(properties, 'enforcementMode') === 'DoNotEnforce' ? 'DoNotEnforce' : 'Default',
    nonComplianceMessages: arrayAt(properties, 'nonComplianceMessages').flatMap(entry => {
      if (!isObject(entry)) return [];
      const message = textAt(entry, 'message') ?? '';
      const policyDefinitionReferenceId = textAt(entry, 'policyDefinitionReferenceId');
      return [{ message, ...(policyDefinitionReferenceId ? { policyDefinitionReferenceId } : {}) }];
    }),
    instanceId,
    ...(displayName === undefined ? {} : { displayName }),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

/** What a written or deleted assignment changes. */
export function policyAssignmentChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'policyAssignment', key, record: after ? toPolicyAssignment(after) : null }];
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
