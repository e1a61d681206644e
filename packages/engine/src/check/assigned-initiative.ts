import { bindParameters } from '@sluice/language';
import type { PolicyAssignment, PolicySetDefinition } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { declarationsOf } from '../snapshot/initiative-parameters.ts';
import { notEvaluated } from '../snapshot/not-evaluated.ts';
import { resolveVersion } from '../snapshot/resolve-version.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem, Findings, Warning } from './change-problem.ts';
import { noFittingVersion } from './no-fitting-version.ts';
import { parameterProblems } from './parameters.ts';
import { referenceProblems } from './references.ts';

/**
 * What is wrong with an assignment of an initiative: its version, its parameters, members that are not here in the version asked
 * for, references that it does not have. Members that nothing here judges by are left out, with one warning for all of them.
 */
export function assignedInitiativeFindings(
  next: Snapshot,
  assignment: PolicyAssignment,
  initiative: PolicySetDefinition,
): Findings {
  const target = assignment.id;
  const resolved = resolveVersion(initiative, assignment.definitionVersion);
  if (resolved === undefined)
    return {
      problems: [noFittingVersion(initiative, assignment.definitionVersion, target)],
      warnings: [],
    };
  const declared = declarationsOf(resolved);
  if (declared === undefined) {
    const message = `The parameters of the policy set definition '${initiative.name}' are not valid; correct it first.`;
    return { problems: [{ code: 'InvalidPolicySetDefinition', message, target }], warnings: [] };
  }
  const { problems } = bindParameters(declared, assignment.parameters);
  return {
    problems: [
      ...referenceProblems(assignment, initiative),
      ...parameterProblems(assignment, { ...resolved, kind: 'policy set definition' }, problems),
      ...memberProblems(next, assignment, resolved),
    ],
    warnings: leftOut(next, assignment, resolved),
  };
}

function memberProblems(
  next: Snapshot,
  { id: target }: PolicyAssignment,
  { members }: PolicySetDefinition,
): readonly ChangeProblem[] {
  return members.flatMap((member): readonly ChangeProblem[] => {
    const definition = next.definitions.get(keyOf(member.policyDefinitionId));
    if (definition === undefined) {
      const message = `The policy definition '${member.policyDefinitionId}' of the member '${member.policyDefinitionReferenceId}' could not be found.`;
      return [{ code: 'PolicyDefinitionNotFound', message, target }];
    }
    // Of a built-in one there is only the version that was imported: it stands in, or the member is left out.
    return definition.policyType === 'Custom' &&
      resolveVersion(definition, member.definitionVersion) === undefined
      ? [noFittingVersion(definition, member.definitionVersion, target)]
      : [];
  });
}

function leftOut(
  next: Snapshot,
  { id: target }: PolicyAssignment,
  { members }: PolicySetDefinition,
): readonly Warning[] {
  const bound = new Set(
    next.rulesOf(target.toLowerCase()).map(({ reference }) => reference?.referenceId.toLowerCase()),
  );
  const reasons = members.flatMap(member => {
    if (bound.has(member.policyDefinitionReferenceId.toLowerCase())) return [];
    const definition = next.definitions.get(keyOf(member.policyDefinitionId));
    const reason = definition && notEvaluated(definition.document, next.vocabulary);
    return [reason ?? `The version '${member.definitionVersion}' of a built-in definition is not here.`];
  });
  if (reasons.length === 0) return [];
  const message =
    `${reasons.length} of the ${members.length} members are left out, since nothing here can judge by them: ` +
    [...new Set(reasons)].slice(0, 5).join(' ');
  return [{ code: 'assignment/members-left-out', message, target }];
}
