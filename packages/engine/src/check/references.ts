import type { PolicyAssignment, PolicySetDefinition } from '../model/records.ts';
import type { ChangeProblem } from './change-problem.ts';

/** What an assignment says of members that its initiative does not have; undefined: what is assigned has none at all. */
export function referenceProblems(
  { id: target, nonComplianceMessages, overrides = [] }: PolicyAssignment,
  initiative: PolicySetDefinition | undefined,
): readonly ChangeProblem[] {
  const messages = nonComplianceMessages.flatMap(({ policyDefinitionReferenceId: reference }) =>
    reference ? [['A non-compliance message', reference] as const] : [],
  );
  const overridden = overrides.flatMap(({ selectors }) =>
    selectors
      .filter(({ kind }) => kind === 'policyDefinitionReferenceId')
      .flatMap(selector => [...(selector.in ?? []), ...(selector.notIn ?? [])])
      .map(reference => ['An override', reference] as const),
  );
  const known = initiative && referencesOf(initiative);
  return [...messages, ...overridden]
    .filter(([, reference]) => !known?.has(reference.toLowerCase()))
    .map(([what, reference]) => ({
      code: 'InvalidPolicyAssignment',
      message: `${what} names the definition reference '${reference}', ${known ? 'which the initiative does not have' : 'but what is assigned is no initiative'}.`,
      target,
    }));
}

/** The reference ids of all versions of an initiative, in lower case. */
export function referencesOf(initiative: PolicySetDefinition): ReadonlySet<string> {
  return new Set(
    [initiative, ...(initiative.otherVersions ?? [])].flatMap(({ members }) =>
      members.map(({ policyDefinitionReferenceId }) => policyDefinitionReferenceId.toLowerCase()),
    ),
  );
}
