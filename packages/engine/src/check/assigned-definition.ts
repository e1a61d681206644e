import { bindParameters, parseDefinition } from '@sluice/language';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import { resolveVersion } from '../snapshot/resolve-version.ts';
import type { ChangeProblem } from './change-problem.ts';
import { noFittingVersion } from './no-fitting-version.ts';
import { parameterProblems } from './parameters.ts';
import { referenceProblems } from './references.ts';

/** What is wrong with an assignment of a definition: its version, its parameters, references that only an initiative has. */
export function assignedDefinitionProblems(
  assignment: PolicyAssignment,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  const target = assignment.id;
  const resolved = resolveVersion(definition, assignment.definitionVersion);
  if (resolved === undefined) return [noFittingVersion(definition, assignment.definitionVersion, target)];
  const { definition: parsed } = parseDefinition(resolved.document);
  if (!parsed) {
    const message = `The policy definition '${definition.name}' has a rule that is not valid; correct the definition first.`;
    return [{ code: 'InvalidPolicyRule', message, target }];
  }
  return [
    ...referenceProblems(assignment, undefined),
    ...parameterProblems(assignment, resolved, bindParameters(parsed, assignment.parameters).problems),
  ];
}
