import { type Resource, roleOf } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { RespondInput } from '../../../resource-type.ts';

/** Names the role by the id that the list of roles has for it: clients join the two by it. */
export function respondRoleAssignment({ body }: Resource, { snapshot }: RespondInput): JsonObject {
  const properties = objectAt(body, 'properties');
  const kept = textAt(properties, 'roleDefinitionId') ?? '';
  return {
    ...body,
    properties: { ...properties, roleDefinitionId: roleOf(snapshot, kept)?.id ?? kept },
  };
}
