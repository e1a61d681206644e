import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { arrayAt, textAt } from '../../json-value.ts';
import { refuse } from '../../refuse.ts';
import type { CompleteInput } from '../../resource-type.ts';
import type { Shape } from '../../shape.ts';
import { FREE_OBJECT, TEXT } from '../../shape-parts.ts';
import { RESOURCE_SELECTORS } from './selectors.ts';

/** What exemptions and enrollments have in common: the assignment that they are of, and what of it they cover. */
export const PART_PROPERTIES = {
  policyAssignmentId: { kind: 'string', format: 'resource-id' },
  policyDefinitionReferenceIds: { kind: 'array', items: TEXT },
  displayName: { kind: 'string', maxLength: 128 },
  description: { kind: 'string', maxLength: 512 },
  metadata: FREE_OBJECT,
  resourceSelectors: RESOURCE_SELECTORS,
  assignmentScopeValidation: { kind: 'string', oneOf: ['Default', 'DoNotValidate'] },
} as const satisfies Readonly<Record<string, Shape>>;

/** The properties that a PATCH of either may carry. */
export const PART_PATCHABLE = [
  'properties.resourceSelectors',
  'properties.assignmentScopeValidation',
] as const;

/** Throws where nothing of the kind can be: at the tenant, or on what is no policy assignment. */
export function checkPart(given: JsonObject, { id }: CompleteInput): void {
  if (id.scope.kind === 'tenant')
    throw refuse(
      'InvalidResourceType',
      `'${id.type}' are not at the tenant; make one at its root management group.`,
    );
  const assignment = textAt(given, 'policyAssignmentId') ?? '';
  if (parseResourceId(assignment)?.typeKey === 'microsoft.authorization/policyassignments') return;
  const message = `'${assignment}' is not the id of a policy assignment.`;
  throw refuse('InvalidRequestContent', message, '/properties/policyAssignmentId');
}

/** What the engine reads of either. */
export function toPart(properties: JsonObject): {
  readonly displayName?: string;
  readonly policyAssignmentId: string;
  readonly policyDefinitionReferenceIds: readonly string[];
  readonly assignmentScopeValidation: 'Default' | 'DoNotValidate';
} {
  const displayName = textAt(properties, 'displayName');
  const policyAssignmentId = textAt(properties, 'policyAssignmentId') ?? '';
  return {
    policyAssignmentId: parseResourceId(policyAssignmentId)?.id ?? policyAssignmentId,
    policyDefinitionReferenceIds: arrayAt(properties, 'policyDefinitionReferenceIds').filter(
      reference => typeof reference === 'string',
    ),
    assignmentScopeValidation:
      textAt(properties, 'assignmentScopeValidation') === 'DoNotValidate' ? 'DoNotValidate' : 'Default',
    ...(displayName === undefined ? {} : { displayName }),
  };
}
