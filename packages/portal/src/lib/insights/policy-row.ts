import type { JsonObject } from '@sluice/arm/protocol';
import { listAt, textAt } from '../json.ts';

/** What policy states and policy events have in common: one rule over one resource. Texts that are empty are undefined. */
export type PolicyRow = {
  /** ISO 8601. */
  readonly timestamp: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceLocation: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly complianceState: string;
  /** The effect, in the language's spelling. */
  readonly effect: string;
  readonly assignmentId: string;
  readonly assignmentScope: string;
  readonly definitionId: string;
  readonly definitionVersion: string | undefined;
  readonly initiativeId: string | undefined;
  /** The member of the initiative. */
  readonly referenceId: string | undefined;
  readonly groupNames: readonly string[];
};

export function readPolicyRow(row: JsonObject): PolicyRow {
  const text = (name: string) => textAt(row, name) || undefined;
  return {
    timestamp: text('timestamp') ?? '',
    resourceId: text('resourceId') ?? '',
    resourceType: text('resourceType') ?? '',
    resourceLocation: text('resourceLocation'),
    resourceGroup: text('resourceGroup'),
    complianceState: text('complianceState') ?? 'Unknown',
    effect: text('policyDefinitionAction') ?? '',
    assignmentId: text('policyAssignmentId') ?? '',
    assignmentScope: text('policyAssignmentScope') ?? '',
    definitionId: text('policyDefinitionId') ?? '',
    definitionVersion: text('policyDefinitionVersion'),
    initiativeId: text('policySetDefinitionId'),
    referenceId: text('policyDefinitionReferenceId'),
    groupNames: listAt(row, 'policyDefinitionGroupNames').filter(each => typeof each === 'string'),
  };
}
