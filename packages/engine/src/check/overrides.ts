import type { EffectName, JsonValue } from '@sluice/language';
import { effectNamed } from '../effects/index.ts';
import { isObject, memberOf, textOf } from '../json.ts';
import type { PolicyAssignment, PolicyDefinition, PolicyOverride } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { compareVersions } from '../snapshot/definition-version.ts';
import { notEvaluated } from '../snapshot/not-evaluated.ts';
import { resolveVersion } from '../snapshot/resolve-version.ts';
import { selectsReference } from '../snapshot/selectors.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem } from './change-problem.ts';
import { noFittingVersion } from './no-fitting-version.ts';

/** A definition that an override may be about: what is assigned, or a member of it. */
type Overridden = {
  /** With all of its versions. */
  readonly definition: PolicyDefinition;
  readonly pinned: string | undefined;
  readonly reference?: string;
};

const PARAMETER = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/** Effects that may stand for one another in a rule that spells its effect out. Source: Azure Policy documentation, "Interchanging effects". */
const INTERCHANGEABLE: readonly (readonly EffectName[])[] = [
  ['audit', 'deny', 'append', 'modify'],
  ['auditIfNotExists', 'deployIfNotExists'],
];

/**
 * What is wrong with the overrides of an assignment whose references are right: an effect that a rule which it covers cannot have, a
 * version that does not exist or is older than the one assigned.
 *
 * Source: Azure Policy documentation, "Assignment structure, overrides".
 */
export function overrideProblems(next: Snapshot, assignment: PolicyAssignment): readonly ChangeProblem[] {
  return (assignment.overrides ?? []).flatMap((override, index) => {
    const target = `/properties/overrides/${index}/value`;
    return override.kind === 'policyEffect'
      ? effectProblems(next, assignment, override, target)
      : versionProblems(next, assignment, override, target);
  });
}

function effectProblems(
  next: Snapshot,
  assignment: PolicyAssignment,
  override: PolicyOverride,
  target: string,
): readonly ChangeProblem[] {
  const effect = effectNamed(override.value);
  if (effect === undefined) {
    const message = `'${override.value}' is no effect.`;
    return [{ code: 'InvalidPolicyEffect', message, target }];
  }
  return covered(next, assignment, override).flatMap(each => {
    const { definition, pinned } = each;
    const reason = impossible(resolveVersion(definition, pinned) ?? definition, effect);
    if (reason === undefined) return [];
    const of = each.reference === undefined ? '' : ` of the member '${each.reference}'`;
    const message = `The effect '${override.value}' is not possible in the policy definition '${definition.name}'${of}: ${reason}`;
    return [{ code: 'InvalidPolicyEffect' as const, message, target }];
  });
}

function versionProblems(
  next: Snapshot,
  assignment: PolicyAssignment,
  override: PolicyOverride,
  target: string,
): readonly ChangeProblem[] {
  const initiative = next.initiatives.get(keyOf(assignment.policyDefinitionId));
  const namesMembers = override.selectors.some(({ kind }) => kind === 'policyDefinitionReferenceId');
  if (initiative !== undefined && !namesMembers)
    return versionProblem(initiative, override.value, assignment.definitionVersion, target);
  return covered(next, assignment, override).flatMap(({ definition, pinned }) =>
    versionProblem(definition, override.value, pinned, target),
  );
}

type Versioned<T> = {
  readonly name: string;
  readonly version: string;
  readonly otherVersions?: readonly T[];
};

function versionProblem<T extends Versioned<T>>(
  record: T,
  wanted: string,
  pinned: string | undefined,
  target: string,
): readonly ChangeProblem[] {
  const resolved = resolveVersion(record, wanted);
  if (resolved === undefined) return [noFittingVersion(record, wanted, target)];
  const assigned = pinned === undefined ? undefined : resolveVersion(record, pinned);
  if (assigned === undefined || compareVersions(resolved.version, assigned.version) >= 0) return [];
  const message = `The version '${wanted}' of '${record.name}' is older than '${pinned}', which is assigned.`;
  return [{ code: 'InvalidPolicyAssignment', message, target }];
}

/** What an override covers of what is assigned; members that nothing here judges by are left out. */
function covered(
  next: Snapshot,
  assignment: PolicyAssignment,
  { selectors }: PolicyOverride,
): readonly Overridden[] {
  const key = keyOf(assignment.policyDefinitionId);
  const initiative = next.initiatives.get(key);
  const only = next.definitions.get(key);
  if (initiative === undefined)
    return only && selectsReference(selectors, undefined)
      ? [{ definition: only, pinned: assignment.definitionVersion }]
      : [];
  const resolved = resolveVersion(initiative, assignment.definitionVersion) ?? initiative;
  return resolved.members.flatMap(member => {
    const { policyDefinitionReferenceId: reference, definitionVersion: pinned } = member;
    const definition = next.definitions.get(keyOf(member.policyDefinitionId));
    if (definition === undefined || !selectsReference(selectors, reference)) return [];
    if (notEvaluated(definition.document, next.vocabulary) !== undefined) return [];
    return [{ definition, pinned, reference }];
  });
}

/** Why a definition cannot have an effect; undefined when it can. Every rule may be disabled. */
function impossible({ document }: PolicyDefinition, effect: EffectName): string | undefined {
  if (effect === 'disabled') return undefined;
  const then = memberOf(document['policyRule'], 'then');
  const said = textOf(memberOf(then, 'effect'));
  const parameter = PARAMETER.exec(said)?.[1];
  if (parameter !== undefined) {
    const allowed = memberOf(memberOf(document['parameters'], parameter), 'allowedValues');
    if (Array.isArray(allowed)) {
      if (allowed.some(value => effectNamed(textOf(value)) === effect)) return undefined;
      return `its parameter '${parameter}' allows ${allowed.map(value => `'${textOf(value)}'`).join(', ')}.`;
    }
  } else if (!said.startsWith('[')) {
    const own = effectNamed(said);
    const group = INTERCHANGEABLE.find(each => each.some(name => name === own));
    if (own !== effect && !group?.includes(effect)) return `its rule is made for '${said}'.`;
  }
  return missingDetails(memberOf(then, 'details'), effect);
}

/** What `then.details` must say for an effect to do its work. */
function missingDetails(details: JsonValue | undefined, effect: EffectName): string | undefined {
  switch (effect) {
    case 'append':
      return Array.isArray(details) ? undefined : 'append needs details that say what to add.';
    case 'modify':
      return isObject(details) && 'operations' in details ? undefined : 'modify needs details.operations.';
    case 'auditIfNotExists':
      return isObject(details) ? undefined : 'auditIfNotExists needs details that say what must exist.';
    case 'deployIfNotExists':
      return isObject(details) && 'deployment' in details
        ? undefined
        : 'deployIfNotExists needs details.deployment.';
    default:
      return undefined;
  }
}
