import type { PolicyAssignment, PolicyEnrollment, PolicyExemption } from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import { resourceTypeKey } from '../scope/resource-type-key.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { type ChangeProblem, type Findings, NOTHING_FOUND, type Warning } from './change-problem.ts';
import { referencesOf } from './references.ts';

type Part = PolicyExemption | PolicyEnrollment;
type Words = {
  readonly what: string;
  readonly kind: 'exemption' | 'enrollment';
  readonly code: ProblemCode;
  readonly scopeCode: ProblemCode;
};

const EXEMPTION: Words = {
  what: 'policy exemption',
  kind: 'exemption',
  code: 'InvalidPolicyExemption',
  scopeCode: 'InvalidPolicyExemptionScope',
};
const ENROLLMENT: Words = {
  what: 'policy enrollment',
  kind: 'enrollment',
  code: 'InvalidPolicyEnrollment',
  scopeCode: 'InvalidPolicyEnrollmentScope',
};

/** Checks an exemption against the assignment that it is of. */
export function checkExemption(next: Snapshot, exemption: PolicyExemption): Findings {
  return checkPart(next, exemption, EXEMPTION);
}

/** Checks an enrollment against the assignment that it is of, which may be in another mode for now: it counts when that is Enroll. */
export function checkEnrollment(next: Snapshot, enrollment: PolicyEnrollment): Findings {
  const found = checkPart(next, enrollment, ENROLLMENT);
  const assignment = next.assignments.get(keyOf(enrollment.policyAssignmentId));
  if (found.problems.length > 0 || assignment === undefined || assignment.enforcementMode === 'Enroll')
    return found;
  const message = `The assignment '${assignment.id}' is in mode ${assignment.enforcementMode}: the enrollment has an effect once that is Enroll.`;
  const idle = { code: 'enrollment/not-in-mode', message, target: enrollment.id };
  return { ...found, warnings: [idle, ...found.warnings] };
}

function checkPart(next: Snapshot, part: Part, words: Words): Findings {
  const assignment = next.assignments.get(keyOf(part.policyAssignmentId));
  if (assignment === undefined) {
    const message = `The policy assignment '${part.policyAssignmentId}' of the ${words.what} '${part.name}' could not be found.`;
    return { problems: [{ code: 'PolicyAssignmentNotFound', message, target: part.id }], warnings: [] };
  }
  const chain = ancestry(next.scopes, part.scope);
  const isInside = chain.includes(keyOf(assignment.scope));
  const problems = [
    ...(isInside || part.assignmentScopeValidation === 'DoNotValidate'
      ? []
      : [outside(part, assignment, words)]),
    ...unknownReferences(next, part, assignment, words),
  ];
  if (problems.length > 0) return { problems, warnings: [] };
  const empty = isInside ? coversNothing(next, part, assignment, chain) : undefined;
  if (!isInside) return { problems: [], warnings: [notInScope(part, assignment, words)] };
  if (empty === undefined) return NOTHING_FOUND;
  const message = `The ${words.what} covers nothing: ${empty}`;
  return { problems: [], warnings: [{ code: `${words.kind}/covers-nothing`, message, target: part.id }] };
}

function outside(part: Part, assignment: PolicyAssignment, { what, scopeCode }: Words): ChangeProblem {
  const message =
    `The scope '${part.scope}' of the ${what} '${part.name}' is neither the scope '${assignment.scope}' of its assignment nor below it. ` +
    "Set assignmentScopeValidation to 'DoNotValidate' where that is meant to come.";
  return { code: scopeCode, message, target: part.id };
}

function notInScope(part: Part, assignment: PolicyAssignment, { what, kind }: Words): Warning {
  const message = `The ${what} covers nothing as long as '${part.scope}' is not below the scope '${assignment.scope}' of its assignment.`;
  return { code: `${kind}/outside-scope`, message, target: part.id };
}

function unknownReferences(
  next: Snapshot,
  { id: target, policyDefinitionReferenceIds: references }: Part,
  assignment: PolicyAssignment,
  { what, code }: Words,
): readonly ChangeProblem[] {
  const initiative = next.initiatives.get(keyOf(assignment.policyDefinitionId));
  const known = initiative && referencesOf(initiative);
  return references
    .filter(reference => !known?.has(reference.toLowerCase()))
    .map(reference => {
      const message = `The ${what} names the definition reference '${reference}', ${known ? 'which the initiative does not have' : 'but what is assigned is no initiative'}.`;
      return { code, message, target };
    });
}

/** Why there is nothing that it could cover. Undefined: there is, or may be. */
function coversNothing(
  next: Snapshot,
  { scope, policyDefinitionReferenceIds }: Part,
  assignment: PolicyAssignment,
  chain: readonly string[],
): string | undefined {
  const excluded = assignment.notScopes.find(notScope => chain.includes(keyOf(notScope)));
  if (excluded !== undefined) return `the assignment excludes '${excluded}'.`;
  const wanted = new Set(policyDefinitionReferenceIds.map(reference => reference.toLowerCase()));
  const heard = next
    .rulesOf(assignment.id.toLowerCase())
    .filter(({ reference }) => wanted.size === 0 || wanted.has(reference?.referenceId.toLowerCase() ?? ''))
    .filter(({ effect }) => effect !== 'disabled');
  if (heard.length === 0) return 'what it names of the assignment is disabled or not judged here.';
  const type = resourceTypeKey(scope);
  if (type === undefined || heard.some(rule => canMatch(next, rule, type))) return undefined;
  return `no rule of the assignment is about resources of type '${next.types.get(type)?.type ?? type}'.`;
}

/** Whether a rule can be about a resource of the type, or about something in it: what is covered covers its children. */
function canMatch(next: Snapshot, { mode, program }: BoundRule, type: string): boolean {
  const isInside = (other: string) => other === type || other.startsWith(`${type}/`);
  if (mode.kind === 'data') {
    if (!next.types.has(type)) return true;
    return [...next.types].some(([key, { componentsOf }]) => componentsOf !== undefined && isInside(key));
  }
  return program.pins === undefined || program.pins.some(pin => isInside(pin.toLowerCase()));
}
