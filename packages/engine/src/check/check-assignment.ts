import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import { bindParameters, parseDefinition } from '@sluice/language';
import { effectNamed } from '../effects/index.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import { fitsVersion } from '../snapshot/definition-version.ts';
import { definitionKeyOf } from '../snapshot/policy-index.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem, Findings } from './change-problem.ts';
import { contradictions } from './contradictions.ts';
import { parameterProblems } from './parameters.ts';
import { traps } from './traps.ts';
import { unknownAliases } from './unknown-aliases.ts';

const MAX_NOT_SCOPES = 400;

/** Checks an assignment against the definition that it names and the scopes it speaks of. `next` holds it already. */
export function checkAssignment(next: Snapshot, key: string, assignment: PolicyAssignment): Findings {
  const own = [...placeProblems(next, assignment), ...featureProblems(assignment)];
  const definition = next.definitions.get(definitionKeyOf(assignment));
  const about = definition
    ? definitionProblems(next, assignment, definition)
    : [unknownDefinition(assignment.policyDefinitionId, assignment.id)];
  const problems = [...own, ...about];
  if (problems.length > 0) return { problems, warnings: [] };
  const rules = next.rulesOf(key);
  const refused = rules.flatMap(rule => boundProblems(next, rule));
  if (refused.length > 0) return { problems: refused, warnings: [] };
  const warnings = rules.flatMap(rule => [
    ...unknownAliases(next, rule),
    ...traps(next, rule),
    ...contradictions(next, rule),
  ]);
  return { problems: [], warnings };
}

function placeProblems(next: Snapshot, assignment: PolicyAssignment): readonly ChangeProblem[] {
  const target = assignment.id;
  const scopeKey = keyOf(assignment.scope);
  const problems: ChangeProblem[] = [];
  if (assignment.notScopes.length > MAX_NOT_SCOPES) {
    const message = `The assignment excludes ${assignment.notScopes.length} scopes; at most ${MAX_NOT_SCOPES} are possible.`;
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

function featureProblems(assignment: PolicyAssignment): readonly ChangeProblem[] {
  const target = assignment.id;
  const problems: ChangeProblem[] = [];
  if (assignment.enforcementMode === 'Enroll') {
    const message = "The enforcementMode 'Enroll' is not supported yet. Use 'Default' or 'DoNotEnforce'.";
    problems.push({ code: 'FeatureNotSupported', message, target });
  }
  for (const { policyDefinitionReferenceId: reference } of assignment.nonComplianceMessages) {
    if (!reference) continue;
    const message = `A non-compliance message names the definition reference '${reference}', but what is assigned is no initiative.`;
    problems.push({ code: 'InvalidPolicyAssignment', message, target });
  }
  return problems;
}

function unknownDefinition(id: string, target: string): ChangeProblem {
  if (parseResourceId(id)?.typeKey === 'microsoft.authorization/policysetdefinitions') {
    const message = `'${id}' is an initiative (policySetDefinitions), and initiatives are not supported yet.`;
    return { code: 'FeatureNotSupported', message, target };
  }
  const message = `The policy definition '${id}' could not be found.`;
  return { code: 'PolicyDefinitionNotFound', message, target };
}

function definitionProblems(
  next: Snapshot,
  assignment: PolicyAssignment,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  const target = assignment.id;
  const place = parseResourceId(definition.id)?.scope.key ?? '';
  if (!ancestry(next.scopes, assignment.scope).includes(place)) {
    const message =
      `The policy definition '${definition.id}' is not at the scope of the policy assignment '${assignment.name}' or ` +
      'above it. Assign a definition at or below the place where it is stored.';
    return [{ code: 'InvalidPolicyDefinitionScope', message, target }];
  }
  const version = versionProblem(assignment, definition);
  if (version) return [version];
  const { definition: parsed } = parseDefinition(definition.document);
  if (!parsed) {
    const message = `The policy definition '${definition.name}' has a rule that is not valid; correct the definition first.`;
    return [{ code: 'InvalidPolicyRule', message, target }];
  }
  return parameterProblems(assignment, definition, bindParameters(parsed, assignment.parameters).problems);
}

function versionProblem(
  assignment: PolicyAssignment,
  definition: PolicyDefinition,
): ChangeProblem | undefined {
  const wanted = assignment.definitionVersion;
  if (wanted === undefined || fitsVersion(wanted, definition.version) === true) return undefined;
  const message =
    `The policy definition '${definition.name}' has no version that fits '${wanted}'; its version is '${definition.version}'. ` +
    'Write the version as 1.*.*, 1.2.* or 1.2.3, with -preview for a preview.';
  return { code: 'PolicyDefinitionVersionNotFound', message, target: assignment.id };
}

/** What only shows once the definition is compiled with these parameters. */
function boundProblems(next: Snapshot, bound: BoundRule): readonly ChangeProblem[] {
  const target = bound.assignment.id;
  if (bound.broken) return [{ ...bound.broken, target }];
  if (bound.mode.kind !== 'data' || bound.effect === 'disabled') return [];
  const allowed = next.vocabulary.dataMode(bound.definition.mode)?.effects ?? [];
  if (allowed.some(effect => effectNamed(effect) === bound.effect)) return [];
  const message =
    `The effect '${bound.effect}' is not possible in the mode '${bound.definition.mode}'. ` +
    `Possible are ${allowed.join(', ')} and disabled.`;
  return [{ code: 'InvalidPolicyParameters', message, target }];
}
