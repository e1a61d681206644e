import { type Diagnostic, diagnose } from '@sluice/language';
import { isObject } from '../json.ts';
import type { PolicyDefinition } from '../model/records.ts';
import { canonicalJson } from '../snapshot/canonical-json.ts';
import { unsupportedEffect } from '../snapshot/effects-used.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { stateOf } from '../snapshot/state.ts';
import type { ChangeProblem, Findings } from './change-problem.ts';
import { initiativesWith } from './initiatives-with.ts';
import { parameterChanges } from './parameter-changes.ts';
import { versionProblems } from './version-changes.ts';
import { pinsOf } from './version-pins.ts';

/** Checks a definition by itself, against the one it replaces, and against the assignments that use it. `next` holds it already. */
export function checkDefinition(
  previous: Snapshot,
  next: Snapshot,
  key: string,
  definition: PolicyDefinition,
): Findings {
  const before = previous.definitions.get(key);
  const known = new Set(before?.otherVersions);
  const written = [definition, ...(definition.otherVersions ?? []).filter(each => !known.has(each))];
  const documents = written.map(version => documentFindings(next, version));
  const wrong = documents.flatMap(({ problems }) => problems);
  if (wrong.length > 0) return { problems: wrong.slice(0, 1), warnings: [] };
  const changes = before ? changesProblems(next, key, before, definition) : [];
  const problems = changes.length > 0 ? changes : usersProblems(previous, next, key, definition);
  return { problems, warnings: documents.flatMap(({ warnings }) => warnings) };
}

function documentFindings(next: Snapshot, definition: PolicyDefinition): Findings {
  const { definition: parsed, diagnostics: found } = diagnose(definition.document, next.vocabulary);
  const errors = found.filter(diagnostic => diagnostic.severity === 'error');
  if (errors.length > 0 || !parsed) return { problems: [documentProblem(definition, errors)], warnings: [] };
  const effect = unsupportedEffect(definition.document);
  if (effect === undefined) return { problems: [], warnings: found.map(toWarning(definition)) };
  const message = `The policy definition '${definition.name}' uses the effect '${effect}', which is not supported yet.`;
  return { problems: [{ code: 'FeatureNotSupported', message, target: definition.id }], warnings: [] };
}

function changesProblems(
  next: Snapshot,
  key: string,
  before: PolicyDefinition,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  const pins = pinsOf(next, key);
  const problems =
    definition.policyType === 'Custom' ? versionProblems(before, definition, pins, contentOf) : [];
  const follows = pins.some(({ pattern }) => pattern === undefined);
  if (problems.length > 0 || (before.version !== definition.version && !follows)) return problems;
  // A member of an initiative counts as an assignment: that can be assigned at any time.
  return parameterChanges(declaring(before), declaring(definition), 'policy definition', pins.length > 0);
}

function contentOf({ document }: PolicyDefinition): string {
  const { mode = null, parameters = null, policyRule = null } = document;
  return canonicalJson({ mode, parameters, policyRule });
}

/** Refuses to delete a definition that something still needs. `next` is without it. */
export function checkDefinitionRemoval(next: Snapshot, key: string, name: string): readonly ChangeProblem[] {
  const [initiative, ...otherInitiatives] = initiativesWith(next, key);
  const [user, ...otherUsers] = initiative
    ? [initiative.id, ...otherInitiatives.map(({ id }) => id)]
    : usersOf(next, key);
  if (user === undefined) return [];
  const more = otherUsers.length === 0 ? '' : ` and ${otherUsers.length} more`;
  const needs = initiative ? 'a member of the policy set definition' : 'assigned by';
  const message = `The policy definition '${name}' cannot be deleted: it is ${needs} '${user}'${more}. Delete those first.`;
  return [{ code: 'PolicyDefinitionInUse', message, target: key }];
}

/** An assignment that the new definition would leave without a program, and so refusing everything. */
export function usersProblems(
  previous: Snapshot,
  next: Snapshot,
  key: string,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  for (const user of stateOf(next).index.users.get(key) ?? []) {
    const before = new Map(previous.rulesOf(user).map(rule => [rule.key, rule]));
    for (const after of next.rulesOf(user)) {
      const old = before.get(after.key);
      // One that is written together with the definition, or was no better before, is not the definition's doing.
      if (!after.broken || old?.broken || old?.assignment !== after.assignment) continue;
      const message =
        `The policy definition '${definition.name}' is assigned by '${after.assignment.id}', which would no longer be ` +
        `valid: ${after.broken.message}`;
      return [{ code: 'InvalidPolicyParameters', message, target: definition.id }];
    }
  }
  return [];
}

/** The errors of a document as one problem. */
export function documentProblem(definition: PolicyDefinition, errors: readonly Diagnostic[]): ChangeProblem {
  const notYet = errors.find(isNotYet);
  const details = errors.map(({ code, message, pointer }) => ({ code, message, target: pointer }));
  if (notYet)
    return { code: 'FeatureNotSupported', message: notYet.message, target: notYet.pointer, details };
  const [first] = errors;
  const message = `The policy definition '${definition.name}' is not valid: ${first?.message ?? 'it could not be read.'}`;
  return {
    code: 'InvalidPolicyRule',
    message: errors.length > 1 ? `${message} (${errors.length - 1} more in details)` : message,
    target: first?.pointer ?? '',
    details,
  };
}

/** The language knows the word, but does not have it yet. */
function isNotYet({ code }: Diagnostic): boolean {
  return code.endsWith('/not-supported');
}

/** A diagnostic of a definition as a warning. */
export function toWarning(definition: PolicyDefinition) {
  return ({ code, message, pointer }: Diagnostic) => ({ code, message, target: pointer || definition.id });
}

function usersOf(snapshot: Snapshot, key: string): readonly string[] {
  const { index } = stateOf(snapshot);
  return [...(index.users.get(key) ?? [])]
    .map(user => index.assignments.get(user)?.assignment.id ?? user)
    .sort();
}

function declaring({ id, name, document: { parameters } }: PolicyDefinition) {
  return { id, name, parameters: isObject(parameters) ? parameters : {} };
}
