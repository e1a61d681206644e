import { ApiError, forbidden } from '@sluice/arm/errors';
import type { Decision, RuleResult } from '@sluice/engine/model';
import type { EvaluatedExpression, JsonObject } from '@sluice/language';
import { present, textAt } from '../../json-value.ts';

/**
 * The 403 of a denied request, as ARM's clients read it: every violation of the resource and of its components. Shows what the
 * decision tells, so that must have gone through `maskDecision`.
 *
 * Source: bodies observed of Azure; where they are silent (several messages, failed rules), our choice as the cases say.
 */
export function toDenial(decision: Decision): ApiError {
  const name = textAt(decision.resource, 'name') ?? '';
  const violations = decision.results.filter(({ refuses }) => refuses);
  const conflict = violations.find(({ complianceState }) => complianceState === 'Conflict');
  const additionalInfo = violations.map(result => ({
    type: 'PolicyViolation',
    info: infoOf(result),
  }));
  if (conflict) {
    const ids = violations.map(({ assignment }) => `'${assignment.id}'`).join(', ');
    return new ApiError(409, {
      code: conflict.unchanged?.code ?? 'ConflictingAppendPolicies',
      message:
        `Resource '${name}' cannot be written: policy assignments contradict each other (${ids}). ${conflict.unchanged?.message ?? ''}`.trim(),
      target: name,
      additionalInfo,
    });
  }
  return forbidden(
    'RequestDisallowedByPolicy',
    `Resource '${name}' was disallowed by policy. ${because(violations)}`,
    {
      target: name,
      additionalInfo,
    },
  );
}

/** The messages of the assignments, each once; where none has a message, which policies it was. */
function because(violations: readonly RuleResult[]): string {
  const messages = new Set(
    violations.flatMap(({ message }) => (message === undefined ? [] : [`'${message}'`])),
  );
  if (messages.size > 0)
    return `Reasons: ${[...messages].join(',')}. See error details for policy resource IDs.`;
  return `Policy identifiers: '${JSON.stringify(violations.map(identifiersOf))}'.`;
}

function identifiersOf({ assignment, definition, reference }: RuleResult): JsonObject {
  return present({
    policyAssignment: identifierOf(assignment),
    policyDefinition: identifierOf(definition),
    policySetDefinition: reference && identifierOf(reference.initiative),
  });
}

function identifierOf({ id, name, displayName = name }: Named): JsonObject {
  return { name: displayName, id };
}

type Named = { readonly id: string; readonly name: string; readonly displayName?: string };

function infoOf(result: RuleResult): JsonObject {
  const { assignment, definition, reference, effect, message } = result;
  return present({
    evaluationDetails: present({
      evaluatedExpressions: (result.evaluatedExpressions ?? []).map(expressionToWire),
      reason: message ?? failureOf(result),
    }),
    policyDefinitionId: definition.id,
    policyDefinitionName: definition.name,
    policyDefinitionDisplayName: definition.displayName,
    policyDefinitionVersion: definition.version,
    policyDefinitionEffect: effect,
    policyDefinitionReferenceId: reference?.referenceId,
    policySetDefinitionId: reference?.initiative.id,
    policySetDefinitionName: reference?.initiative.name,
    policySetDefinitionDisplayName: reference?.initiative.displayName,
    policySetDefinitionVersion: reference?.initiative.version,
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    policyAssignmentDisplayName: assignment.displayName,
    policyAssignmentScope: assignment.scope,
    policyAssignmentParameters: assignment.parameters,
    policyExemptionIds: result.exemptionIds ?? [],
    nonComplianceMessage: message,
  });
}

/** Why a rule refuses that could not be evaluated, or whose change could not be made. */
export function failureOf({ outcome, error, unchanged }: RuleResult): string | undefined {
  return outcome === 'error'
    ? `The policy could not be evaluated: ${error?.message ?? 'no reason is known'}`
    : unchanged?.message;
}

/** An expression as Azure shows it. */
export function expressionToWire(told: EvaluatedExpression): JsonObject {
  const { result, expressionKind, expression, path, expressionValue, targetValue, operator } = told;
  return present({
    result,
    expressionKind,
    expression,
    path,
    expressionValue,
    targetValue,
    operator,
  });
}
