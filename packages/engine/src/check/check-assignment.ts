import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import { effectNamed } from '../effects/index.ts';
import type { PolicyAssignment } from '../model/records.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import { definitionKeyOf } from '../snapshot/policy-index.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { assignedDefinitionProblems } from './assigned-definition.ts';
import { assignedInitiativeFindings } from './assigned-initiative.ts';
import { type ChangeProblem, type Findings, NOTHING_FOUND, type Warning } from './change-problem.ts';
import { contradictions } from './contradictions.ts';
import { limitsOf } from './limits.ts';
import { missingIdentity } from './missing-identity.ts';
import { overrideProblems } from './overrides.ts';
import { shadowed } from './shadowed.ts';
import { traps } from './traps.ts';
import { unknownAliases } from './unknown-aliases.ts';

/** An initiative can have a thousand members that are wrong in the same way. */
const MAX_PROBLEMS = 20;

/** Checks an assignment against what it names and the scopes it speaks of. `next` holds it already. */
export function checkAssignment(next: Snapshot, key: string, assignment: PolicyAssignment): Findings {
  const about = assignedFindings(next, assignment);
  const problems = [...placeProblems(next, assignment), ...about.problems];
  if (problems.length > 0) return { problems: problems.slice(0, MAX_PROBLEMS), warnings: [] };
  const rules = next.rulesOf(key);
  const refused = [
    ...overrideProblems(next, assignment),
    ...rules.flatMap(rule => boundProblems(next, rule)),
  ].slice(0, MAX_PROBLEMS);
  if (refused.length > 0) return { problems: refused, warnings: [] };
  const warnings = rules.flatMap(rule => [
    ...unknownAliases(next, rule),
    ...traps(next, rule),
    ...contradictions(next, rule),
  ]);
  return {
    problems: [],
    warnings: oneOfEach([
      ...about.warnings,
      ...missingIdentity(assignment, rules),
      ...shadowed(next, rules),
      ...warnings,
    ]),
  };
}

/** Members of an initiative may be warned of the same thing. */
function oneOfEach(warnings: readonly Warning[]): readonly Warning[] {
  return [...new Map(warnings.map(warning => [JSON.stringify(warning), warning])).values()];
}

function placeProblems(next: Snapshot, assignment: PolicyAssignment): readonly ChangeProblem[] {
  const target = assignment.id;
  const scopeKey = keyOf(assignment.scope);
  const problems: ChangeProblem[] = [];
  const { notScopesPerAssignment: most } = limitsOf(next.settings);
  if (assignment.notScopes.length > most) {
    const message = `The assignment excludes ${assignment.notScopes.length} scopes; at most ${most} are possible.`;
    problems.push({ code: 'InvalidPolicyAssignmentNotScopes', message, target });
  }
  for (const excluded of assignment.notScopes) {
    const chain = parseScopeId(excluded) ? ancestry(next.scopes, excluded) : [];
    if (chain.slice(1).includes(scopeKey)) continue;
    const message = `The excluded scope '${excluded}' is not below the scope '${assignment.scope || '/'}' of the assignment.`;
    problems.push({ code: 'InvalidPolicyAssignmentNotScopes', message, target });
  }
  return problems;
}

/** What is wrong with what it names: that is not there or not above it, or does not take these parameters. */
function assignedFindings(next: Snapshot, assignment: PolicyAssignment): Findings {
  const key = definitionKeyOf(assignment);
  const initiative = next.initiatives.get(key);
  const assigned = initiative ?? next.definitions.get(key);
  if (assigned === undefined) return refusing(unknown(assignment));
  const misplaced = placeProblem(next, assignment, assigned);
  if (misplaced) return refusing(misplaced);
  if (initiative) return assignedInitiativeFindings(next, assignment, initiative);
  const definition = next.definitions.get(key);
  return definition === undefined
    ? NOTHING_FOUND
    : { problems: assignedDefinitionProblems(assignment, definition), warnings: [] };
}

function unknown({ policyDefinitionId, id }: PolicyAssignment): ChangeProblem {
  if (parseResourceId(policyDefinitionId)?.typeKey === 'microsoft.authorization/policysetdefinitions') {
    const message = `The policy set definition '${policyDefinitionId}' could not be found.`;
    return { code: 'PolicySetDefinitionNotFound', message, target: id };
  }
  const message = `The policy definition '${policyDefinitionId}' could not be found.`;
  return { code: 'PolicyDefinitionNotFound', message, target: id };
}

function placeProblem(
  next: Snapshot,
  { id: target, name, scope }: PolicyAssignment,
  assigned: { readonly id: string },
): ChangeProblem | undefined {
  const place = parseResourceId(assigned.id)?.scope.key ?? '';
  if (ancestry(next.scopes, scope).includes(place)) return undefined;
  const message =
    `'${assigned.id}' is not at the scope of the policy assignment '${name}' or above it. Assign a definition at or ` +
    'below the place where it is stored.';
  return { code: 'InvalidPolicyDefinitionScope', message, target };
}

/** What only shows once the definition is compiled with these parameters. */
function boundProblems(next: Snapshot, bound: BoundRule): readonly ChangeProblem[] {
  const target = bound.assignment.id;
  const of = bound.reference ? `The member '${bound.reference.referenceId}': ` : '';
  if (bound.broken) return [{ code: bound.broken.code, message: of + bound.broken.message, target }];
  if (bound.mode.kind !== 'data' || bound.effect === 'disabled') return [];
  const allowed = next.vocabulary.dataMode(bound.definition.mode)?.effects ?? [];
  if (allowed.some(effect => effectNamed(effect) === bound.effect)) return [];
  const message =
    `${of}The effect '${bound.effect}' is not possible in the mode '${bound.definition.mode}'. ` +
    `Possible are ${allowed.join(', ')} and disabled.`;
  return [{ code: 'InvalidPolicyParameters', message, target }];
}

function refusing(problem: ChangeProblem): Findings {
  return { problems: [problem], warnings: NO_WARNINGS };
}

const NO_WARNINGS: readonly Warning[] = [];
