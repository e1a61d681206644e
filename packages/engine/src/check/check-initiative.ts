import { parseResourceId } from '@sluice/arm/ids';
import { parseDefinition } from '@sluice/language';
import type { PolicySetDefinition } from '../model/records.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import { canonicalJson } from '../snapshot/canonical-json.ts';
import { doesNothingWith } from '../snapshot/initiative-parameters.ts';
import { resolveVersion } from '../snapshot/resolve-version.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem, Findings, Warning } from './change-problem.ts';
import { limitsOf } from './limits.ts';
import { type MemberPlace, memberParameterProblems, passedParameterProblems } from './member-parameters.ts';
import { noFittingVersion } from './no-fitting-version.ts';
import { parameterChanges } from './parameter-changes.ts';
import { versionProblems } from './version-changes.ts';
import { pinsOf } from './version-pins.ts';

/**
 * Checks an initiative by itself and against the definitions that it is made of, the one it replaces, and the assignments that
 * use it. `next` holds it already.
 *
 * Source: Azure Policy documentation, "Initiative definition structure".
 */
export function checkInitiative(
  previous: Snapshot,
  next: Snapshot,
  key: string,
  initiative: PolicySetDefinition,
): Findings {
  const before = previous.initiatives.get(key);
  const known = new Set(before?.otherVersions);
  const written = [initiative, ...(initiative.otherVersions ?? []).filter(each => !known.has(each))];
  const versions = written.map(version => memberFindings(next, version));
  const found = {
    problems: versions.flatMap(({ problems }) => problems),
    warnings: versions.flatMap(({ warnings }) => warnings),
  };
  if (found.problems.length > 0) return found;
  const changes = before ? changesProblems(next, key, before, initiative) : [];
  const problems = changes.length > 0 ? changes : usersProblems(previous, next, key, initiative);
  return { problems, warnings: found.warnings };
}

function changesProblems(
  next: Snapshot,
  key: string,
  before: PolicySetDefinition,
  initiative: PolicySetDefinition,
): readonly ChangeProblem[] {
  if (initiative.policyType !== 'Custom') return [];
  const pins = pinsOf(next, key);
  const problems = versionProblems(before, initiative, pins, contentOf);
  const follows = pins.some(({ pattern }) => pattern === undefined);
  if (problems.length > 0 || (before.version !== initiative.version && !follows)) return problems;
  return parameterChanges(before, initiative, 'policy set definition', pins.length > 0);
}

function contentOf({ parameters, groups, members }: PolicySetDefinition): string {
  return canonicalJson({ parameters, groups, members: members.map(member => ({ ...member })) });
}

/** Refuses to delete an initiative that is assigned. `next` is without it. */
export function checkInitiativeRemoval(next: Snapshot, key: string, name: string): readonly ChangeProblem[] {
  const [user, ...others] = [...next.assignmentsUsing(key)].sort();
  if (user === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const id = next.assignments.get(user)?.id ?? user;
  const message = `The policy set definition '${name}' cannot be deleted: it is assigned by '${id}'${more}. Delete the assignments first.`;
  return [{ code: 'PolicySetDefinitionInUse', message, target: key }];
}

/**
 * What is wrong with the members: that do not exist or stand elsewhere, references that are not unique, groups and parameters that
 * nobody declares, parameters that a member needs and does not get, or gets with a value that it does not take.
 *
 * A member of a built-in initiative that is pinned to a version which is not here is a warning, and its parameters are not looked
 * at: they may be another version's.
 */
function memberFindings(next: Snapshot, initiative: PolicySetDefinition): Findings {
  const seen = new Set<string>();
  const warnings: Warning[] = [];
  const problems = initiative.members.flatMap((member, index) => {
    const target = `/properties/policyDefinitions/${index}`;
    const place: MemberPlace = { initiative, member, target };
    const problems = [
      ...repeated(place, seen),
      ...groupProblems(place),
      ...passedParameterProblems(place),
      ...placeProblems(next, place),
    ];
    const definition = next.definitions.get(keyOf(member.policyDefinitionId));
    if (definition === undefined) return problems;
    const version = resolveVersion(definition, member.definitionVersion);
    if (version !== undefined) return [...problems, ...memberParameterProblems(place, version)];
    const absent = noFittingVersion(definition, member.definitionVersion, `${target}/definitionVersion`);
    if (initiative.policyType === 'Custom') return [...problems, absent];
    warnings.push({ ...absent, target: `${target}/definitionVersion` });
    return problems;
  });
  return {
    problems: [
      ...sizeProblems(next, initiative),
      ...declarationProblems(initiative),
      ...groupsTwice(initiative),
      ...problems,
    ],
    warnings,
  };
}

function sizeProblems(
  { settings }: Snapshot,
  { members, parameters, policyType }: PolicySetDefinition,
): readonly ChangeProblem[] {
  if (policyType !== 'Custom') return [];
  const { membersPerInitiative, parametersPerInitiative } = limitsOf(settings);
  const tooMany = (what: string, count: number, most: number, target: string) =>
    count > most
      ? [invalid(`The initiative has ${count} ${what}; at most ${most} are allowed.`, target)]
      : [];
  const declared = Object.keys(parameters).length;
  return [
    ...tooMany('members', members.length, membersPerInitiative, '/properties/policyDefinitions'),
    ...tooMany('parameters', declared, parametersPerInitiative, '/properties/parameters'),
  ];
}

function repeated({ member, target }: MemberPlace, seen: Set<string>): readonly ChangeProblem[] {
  const reference = member.policyDefinitionReferenceId.toLowerCase();
  const isTwice = seen.has(reference);
  seen.add(reference);
  if (!isTwice) return [];
  const message = `The reference id '${member.policyDefinitionReferenceId}' occurs twice.`;
  return [invalid(message, `${target}/policyDefinitionReferenceId`)];
}

/** A member exists, is no initiative itself, and stands where the initiative does, above it, or is built in. */
function placeProblems(
  next: Snapshot,
  { initiative, member, target }: MemberPlace,
): readonly ChangeProblem[] {
  const at = `${target}/policyDefinitionId`;
  const id = member.policyDefinitionId;
  const parsed = parseResourceId(id);
  if (parsed?.typeKey === 'microsoft.authorization/policysetdefinitions')
    return [invalid(`'${id}' is an initiative; the members of an initiative are policy definitions.`, at)];
  if (!next.definitions.has(keyOf(id)))
    return [
      {
        code: 'PolicyDefinitionNotFound',
        message: `The policy definition '${id}' could not be found.`,
        target: at,
      },
    ];
  const own = parseResourceId(initiative.id)?.scope.id ?? '';
  if (ancestry(next.scopes, own).includes(parsed?.scope.key ?? '')) return [];
  const message = `The policy definition '${id}' is not at the scope of the policy set definition '${initiative.name}' or above it.`;
  return [{ code: 'InvalidPolicyDefinitionScope', message, target: at }];
}

function groupProblems({ initiative, member, target }: MemberPlace): readonly ChangeProblem[] {
  const known = new Set(initiative.groups.map(name => name.toLowerCase()));
  return member.groupNames
    .filter(name => !known.has(name.toLowerCase()))
    .map(name => invalid(`The initiative has no group '${name}'.`, `${target}/groupNames`));
}

function groupsTwice({ groups, policyType }: PolicySetDefinition): readonly ChangeProblem[] {
  if (policyType !== 'Custom') return [];
  const folded = groups.map(name => name.toLowerCase());
  return groups
    .filter((name, index) => folded.indexOf(name.toLowerCase()) !== index)
    .map(name => invalid(`The group '${name}' occurs twice.`, '/properties/policyDefinitionGroups'));
}

/** Declarations that are wrong by themselves: a default of another type, or that is not allowed. */
function declarationProblems({ parameters, policyType }: PolicySetDefinition): readonly ChangeProblem[] {
  if (policyType !== 'Custom') return [];
  return parseDefinition(doesNothingWith(parameters))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message, pointer }) => invalid(message, `/properties${pointer}`));
}

/** An assignment that the new initiative would leave with a rule that cannot be evaluated, and so refuses everything. */
function usersProblems(
  previous: Snapshot,
  next: Snapshot,
  key: string,
  initiative: PolicySetDefinition,
): readonly ChangeProblem[] {
  for (const user of next.assignmentsUsing(key)) {
    const before = previous.assignments.get(user);
    // One that is written together with the initiative is checked itself.
    if (before === undefined || before !== next.assignments.get(user)) continue;
    const wasBroken = new Set(previous.rulesOf(user).flatMap(rule => (rule.broken ? [rule.key] : [])));
    const broken = next.rulesOf(user).find(rule => rule.broken && !wasBroken.has(rule.key));
    if (!broken?.broken) continue;
    const message =
      `The policy set definition '${initiative.name}' is assigned by '${before.id}', which would no longer be valid: ` +
      broken.broken.message;
    return [{ code: 'InvalidPolicyParameters', message, target: initiative.id }];
  }
  return [];
}

function invalid(message: string, target: string): ChangeProblem {
  return { code: 'InvalidPolicySetDefinition', message, target };
}
