import type { PolicySetDefinition, Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';
import { storedPolicyType } from '../policy-texts.ts';

/** A stored initiative as the engine checks it. */
export function toPolicySetDefinition({
  id,
  name,
  body,
}: Pick<Resource, 'id' | 'name' | 'body'>): PolicySetDefinition {
  const document = objectAt(body, 'properties');
  const displayName = textAt(document, 'displayName');
  const category = textAt(objectAt(document, 'metadata'), 'category');
  return {
    id,
    name,
    policyType: storedPolicyType(document),
    version: textAt(document, 'version') ?? '1.0.0',
    parameters: objectAt(document, 'parameters'),
    groups: objectsAt(document, 'policyDefinitionGroups').map(group => textAt(group, 'name') ?? ''),
    members: objectsAt(document, 'policyDefinitions').map(toMember),
    ...(displayName === undefined ? {} : { displayName }),
    ...(category === undefined ? {} : { category }),
  };
}

function toMember(member: JsonObject): PolicySetDefinition['members'][number] {
  const definitionVersion = textAt(member, 'definitionVersion');
  const given = Object.entries(objectAt(member, 'parameters'));
  return {
    policyDefinitionId: textAt(member, 'policyDefinitionId') ?? '',
    policyDefinitionReferenceId: textAt(member, 'policyDefinitionReferenceId') ?? '',
    parameters: Object.fromEntries(
      given.map(([name, entry]) => [name, (isObject(entry) ? entry['value'] : undefined) ?? null]),
    ),
    groupNames: arrayAt(member, 'groupNames').filter(name => typeof name === 'string'),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

function objectsAt(object: JsonObject, name: string): readonly JsonObject[] {
  return arrayAt(object, name).filter(isObject);
}
