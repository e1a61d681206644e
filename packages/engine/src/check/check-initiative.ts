import type { JsonValue } from '@sluice/language';
import { isObject } from '../json.ts';
import type { PolicyDefinition, PolicySetDefinition } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { fitsVersion } from '../snapshot/definition-version.ts';
import type { ChangeProblem, Findings, Warning } from './change-problem.ts';

type Member = PolicySetDefinition['members'][number];
type Place = { readonly initiative: PolicySetDefinition; readonly member: Member; readonly target: string };

const PARAMETER = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/**
 * What is wrong with an initiative as the definitions are that it is made of: members that do not exist, references that are not
 * unique, groups and parameters that nobody declares, parameters that a member needs and does not get.
 *
 * A member that is pinned to a version which is not here is a warning, and its parameters are not looked at: they may be another
 * version's.
 * Source: Azure Policy documentation, "Initiative definition structure".
 */
export function checkInitiative(
  definitions: ReadonlyMap<string, PolicyDefinition>,
  initiative: PolicySetDefinition,
): Findings {
  const seen = new Set<string>();
  const warnings: Warning[] = [];
  const problems = initiative.members.flatMap((member, index) => {
    const target = `/properties/policyDefinitions/${index}`;
    const reference = member.policyDefinitionReferenceId.toLowerCase();
    const problems: ChangeProblem[] = [];
    if (seen.has(reference))
      problems.push(
        invalid(
          `The reference id '${member.policyDefinitionReferenceId}' occurs twice.`,
          `${target}/policyDefinitionReferenceId`,
        ),
      );
    seen.add(reference);
    const place = { initiative, member, target };
    const definition = definitions.get(keyOf(member.policyDefinitionId));
    if (definition === undefined) {
      const message = `The policy definition '${member.policyDefinitionId}' could not be found.`;
      problems.push({
        code: 'PolicyDefinitionNotFound',
        message,
        target: `${target}/policyDefinitionId`,
      });
    }
    const others = [...problems, ...groupProblems(place), ...initiativeParameterProblems(place)];
    if (definition === undefined) return others;
    if (hasWantedVersion(member, definition))
      return [...others, ...memberParameterProblems(place, definition)];
    warnings.push(notHere(place, definition));
    return others;
  });
  return { problems, warnings };
}

function hasWantedVersion({ definitionVersion }: Member, { version }: PolicyDefinition): boolean {
  return definitionVersion === undefined || fitsVersion(definitionVersion, version) === true;
}

function notHere({ member, target }: Place, { name, version }: PolicyDefinition): Warning {
  const message = `The policy definition '${name}' has no version that fits '${member.definitionVersion}' here; its version is '${version}'.`;
  return { code: 'PolicyDefinitionVersionNotFound', message, target: `${target}/definitionVersion` };
}

function groupProblems({ initiative, member, target }: Place): readonly ChangeProblem[] {
  const known = new Set(initiative.groups.map(name => name.toLowerCase()));
  return member.groupNames
    .filter(name => !known.has(name.toLowerCase()))
    .map(name => invalid(`The initiative has no group '${name}'.`, `${target}/groupNames`));
}

/** Values that refer to parameters of the initiative: one level, by name. */
function initiativeParameterProblems({ initiative, member, target }: Place): readonly ChangeProblem[] {
  const known = new Set(Object.keys(initiative.parameters).map(name => name.toLowerCase()));
  return Object.entries(member.parameters).flatMap(([name, value]) => {
    const wanted = typeof value === 'string' ? PARAMETER.exec(value)?.[1] : undefined;
    if (wanted === undefined || known.has(wanted.toLowerCase())) return [];
    const message = `The value of '${name}' is the parameter '${wanted}', which the initiative does not have.`;
    return [{ code: 'UndefinedPolicyParameter', message, target: `${target}/parameters/${name}` }];
  });
}

function memberParameterProblems(
  { member, target }: Place,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  const declared = declaredBy(definition);
  const given = new Set(Object.keys(member.parameters).map(name => name.toLowerCase()));
  const unknown = Object.keys(member.parameters).filter(name => !declared.has(name.toLowerCase()));
  const missing = [...declared].filter(([key, { needed }]) => needed && !given.has(key));
  return [
    ...unknown.map(
      (name): ChangeProblem => ({
        code: 'UndefinedPolicyParameter',
        message: `The policy definition '${definition.name}' has no parameter '${name}'.`,
        target: `${target}/parameters/${name}`,
      }),
    ),
    ...missing.map(
      ([, { name }]): ChangeProblem => ({
        code: 'MissingPolicyParameter',
        message: `The policy definition '${definition.name}' needs the parameter '${name}'.`,
        target: `${target}/parameters`,
      }),
    ),
  ];
}

type Declared = ReadonlyMap<string, { readonly name: string; readonly needed: boolean }>;

function declaredBy({ document }: PolicyDefinition): Declared {
  const parameters = document['parameters'];
  return new Map(
    Object.entries(isObject(parameters) ? parameters : {}).map(([name, declaration]) => [
      name.toLowerCase(),
      { name, needed: !hasDefault(declaration) },
    ]),
  );
}

function hasDefault(declaration: JsonValue): boolean {
  return isObject(declaration) && 'defaultValue' in declaration;
}

function invalid(message: string, target: string): ChangeProblem {
  return { code: 'InvalidPolicySetDefinition', message, target };
}
