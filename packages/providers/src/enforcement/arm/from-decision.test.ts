import type {
  Component,
  Decision,
  PolicyAssignment,
  PolicyDefinition,
  RuleResult,
} from '@sluice/engine/model';
import type { EvaluatedExpression, JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { toDenial } from './from-decision.ts';

const SUB = '/subscriptions/00000000-0000-0000-0000-000000000001';
const DEPLOYMENT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const ALIAS = 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments/model.assetId';
const ID = `${SUB}/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/blue`;

const definition: PolicyDefinition = {
  id: '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90',
  name: '19539b54-c61e-4196-9a38-67598701be90',
  displayName: 'Only the allowed registry',
  policyType: 'BuiltIn',
  mode: 'Microsoft.MachineLearningServices.v2.Data',
  version: '1.0.0-preview',
  document: {},
};
const assignment: PolicyAssignment = {
  id: `${SUB}/providers/Microsoft.Authorization/policyAssignments/only-approved`,
  name: 'only-approved',
  displayName: 'Only the approved registry',
  scope: SUB,
  notScopes: [],
  policyDefinitionId: definition.id,
  parameters: { allowedRegistryName: 'approved', effect: 'Deny' },
  enforcementMode: 'Default',
  nonComplianceMessages: [],
  instanceId: 'i',
};
const component: Component = {
  mode: definition.mode,
  type: `${definition.mode}/workspaces/deployments`,
  id: ID,
  name: 'blue',
  content: {},
};
const liked: EvaluatedExpression = {
  result: 'True',
  expressionKind: 'Field',
  expression: ALIAS,
  path: 'model.assetId',
  expressionValue: 'azureml://registries/open/models/tiny/versions/2',
  targetValue: 'azureml://registries/*',
  operator: 'Like',
};
const violation: RuleResult = {
  key: assignment.id.toLowerCase(),
  assignment,
  definition,
  component,
  effect: 'Deny',
  effectName: 'deny',
  outcome: 'matched',
  complianceState: 'NonCompliant',
  enforced: true,
  refuses: true,
  evaluatedExpressions: [liked],
};
const unnamed: RuleResult = {
  ...violation,
  assignment: {
    ...withoutDisplayName(assignment),
    id: `${SUB}/providers/Microsoft.Authorization/policyAssignments/tags`,
    name: 'tags',
    parameters: {},
  },
  definition: {
    ...withoutDisplayName(definition),
    id: `${SUB}/providers/Microsoft.Authorization/policyDefinitions/tags`,
    name: 'tags',
  },
};

function withoutDisplayName<T extends { readonly displayName?: string }>({
  displayName: _,
  ...rest
}: T): Omit<T, 'displayName'> {
  return rest;
}

function denial(results: readonly RuleResult[], resource: JsonObject = {}) {
  const decision: Decision = {
    id: 'd',
    revision: 1,
    verdict: 'deny',
    resource: { id: ID, name: 'blue', type: DEPLOYMENT, ...resource },
    components: [component],
    results,
    pending: [],
  };
  return toDenial(decision);
}

describe('a denial', () => {
  it('is the 403 that clients of ARM read, with what supports the verdict', () => {
    const { status, detail } = denial([violation]);
    expect(status).toBe(403);
    expect(detail).toEqual({
      code: 'RequestDisallowedByPolicy',
      target: 'blue',
      message:
        "Resource 'blue' was disallowed by policy. Policy identifiers: '[" +
        `{"policyAssignment":{"name":"Only the approved registry","id":"${assignment.id}"},` +
        `"policyDefinition":{"name":"Only the allowed registry","id":"${definition.id}"}}]'.`,
      additionalInfo: [
        {
          type: 'PolicyViolation',
          info: {
            evaluationDetails: { evaluatedExpressions: [liked] },
            policyDefinitionId: definition.id,
            policyDefinitionName: definition.name,
            policyDefinitionDisplayName: 'Only the allowed registry',
            policyDefinitionVersion: '1.0.0-preview',
            policyDefinitionEffect: 'Deny',
            policyAssignmentId: assignment.id,
            policyAssignmentName: 'only-approved',
            policyAssignmentDisplayName: 'Only the approved registry',
            policyAssignmentScope: SUB,
            policyAssignmentParameters: { allowedRegistryName: 'approved', effect: 'Deny' },
            policyExemptionIds: [],
          },
        },
      ],
    });
  });
  it('names every violation, of the resource and of its components, and nothing that only audits or was let pass', () => {
    const { component: _, ...ofResource } = unnamed;
    const { detail } = denial([
      { ...violation, refuses: false, effect: 'Audit' },
      violation,
      ofResource,
      { ...violation, refuses: false, outcome: 'notMatched' },
    ]);
    expect(detail.additionalInfo?.map(({ info }) => info['policyAssignmentName'])).toEqual([
      'only-approved',
      'tags',
    ]);
  });
  it('calls assignments and definitions without display name by their name', () => {
    const { detail } = denial([unnamed]);
    expect(detail.message).toContain('"policyAssignment":{"name":"tags"');
    expect(detail.message).toContain('"policyDefinition":{"name":"tags"');
    expect(detail.additionalInfo?.[0]?.info).not.toHaveProperty('policyAssignmentDisplayName');
    expect(detail.additionalInfo?.[0]?.info).toMatchObject({ policyAssignmentParameters: {} });
  });
  it('gives the message of the assignment as the reason', () => {
    const { detail } = denial([{ ...violation, message: 'Ask the platform team.' }]);
    expect(detail.message).toBe(
      "Resource 'blue' was disallowed by policy. Reasons: 'Ask the platform team.'. See error details for policy resource IDs.",
    );
    expect(detail.additionalInfo?.[0]?.info).toMatchObject({
      nonComplianceMessage: 'Ask the platform team.',
      evaluationDetails: { reason: 'Ask the platform team.' },
    });
  });
  it('joins several messages, each once, and leaves violations without one to the details', () => {
    const { detail } = denial([
      { ...violation, message: 'A' },
      unnamed,
      { ...violation, message: 'B' },
      { ...violation, message: 'A' },
    ]);
    expect(detail.message).toBe(
      "Resource 'blue' was disallowed by policy. Reasons: 'A','B'. See error details for policy resource IDs.",
    );
    expect(detail.additionalInfo).toHaveLength(4);
  });
  it('says why, where a rule could not be evaluated', () => {
    const failed: RuleResult = {
      ...violation,
      outcome: 'error',
      complianceState: 'Error',
      error: { code: 'x', message: "'a' is no number" },
      evaluatedExpressions: [],
    };
    const [info] = denial([failed]).detail.additionalInfo ?? [];
    expect(info?.info['evaluationDetails']).toEqual({
      evaluatedExpressions: [],
      reason: "The policy could not be evaluated: 'a' is no number",
    });
  });
  it('leaves out the value of a missing property', () => {
    const { expressionValue: _, ...missing } = liked;
    const [info] = denial([{ ...violation, evaluatedExpressions: [missing] }]).detail.additionalInfo ?? [];
    expect(info?.info['evaluationDetails']).toEqual({ evaluatedExpressions: [missing] });
  });
});
