import { bindParameters, type JsonObject, type JsonValue, parseDefinition } from '@sluice/language';
import { isExpression, unescapeLiteral } from '@sluice/language/expressions';
import { isObject, memberOf, textOf } from '../json.ts';
import type { PolicyDefinition, PolicySetDefinition } from '../model/records.ts';
import type { ChangeProblem } from './change-problem.ts';
import { parameterProblems } from './parameters.ts';

/** A member of an initiative, and the pointer to it. */
export type MemberPlace = {
  readonly initiative: PolicySetDefinition;
  readonly member: PolicySetDefinition['members'][number];
  readonly target: string;
};

const PARAMETER = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/** Values that refer to parameters of the initiative: one level, by name. */
export function passedParameterProblems({
  initiative,
  member,
  target,
}: MemberPlace): readonly ChangeProblem[] {
  const known = new Set(Object.keys(initiative.parameters).map(name => name.toLowerCase()));
  return Object.entries(member.parameters).flatMap(([name, value]) => {
    const wanted = typeof value === 'string' ? PARAMETER.exec(value)?.[1] : undefined;
    if (wanted === undefined || known.has(wanted.toLowerCase())) return [];
    const message = `The value of '${name}' is the parameter '${wanted}', which the initiative does not have.`;
    return [{ code: 'UndefinedPolicyParameter', message, target: `${target}/parameters/${name}` }];
  });
}

/** What a member gets and does not declare, needs and does not get, or gets with a literal or from a parameter of another type. */
export function memberParameterProblems(
  place: MemberPlace,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  const { member, target } = place;
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
    ...(place.initiative.policyType === 'Custom'
      ? [...literalProblems(place, definition), ...typeProblems(place, declared)]
      : []),
  ];
}

/** Literals that the member does not take. What is computed shows when the initiative is assigned. */
function literalProblems(
  { member, initiative, target }: MemberPlace,
  definition: PolicyDefinition,
): readonly ChangeProblem[] {
  const { definition: parsed } = parseDefinition(definition.document);
  const literals = Object.entries(member.parameters).filter(([, value]) => isLiteral(value));
  if (parsed === undefined || literals.length === 0) return [];
  const values = Object.fromEntries(
    literals.map(([name, value]) => [name, typeof value === 'string' ? unescapeLiteral(value) : value]),
  );
  const { problems } = bindParameters(parsed, values);
  const wrong = problems.filter(({ kind }) => kind === 'notAllowed' || kind === 'wrongType');
  const at = `${target}/parameters`;
  return parameterProblems(initiative, definition, wrong, at).map(problem => ({ ...problem, target: at }));
}

function typeProblems(
  { initiative, member, target }: MemberPlace,
  declared: Declared,
): readonly ChangeProblem[] {
  const own = declarations(initiative.parameters);
  return Object.entries(member.parameters).flatMap(([name, value]): readonly ChangeProblem[] => {
    const passed = typeof value === 'string' ? PARAMETER.exec(value)?.[1] : undefined;
    const wanted = declared.get(name.toLowerCase())?.type;
    const found = passed === undefined ? undefined : own.get(passed.toLowerCase())?.type;
    if (wanted === undefined || found === undefined || wanted === found) return [];
    const message = `The parameter '${name}' is of type '${wanted}', but the parameter '${passed}' of the initiative is of type '${found}'.`;
    return [{ code: 'InvalidPolicyParameters', message, target: `${target}/parameters/${name}` }];
  });
}

function isLiteral(value: JsonValue): boolean {
  if (typeof value === 'string') return !isExpression(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isLiteral);
}

type Declared = ReadonlyMap<
  string,
  { readonly name: string; readonly needed: boolean; readonly type: string }
>;

function declaredBy({ document }: PolicyDefinition): Declared {
  const parameters = document['parameters'];
  return declarations(isObject(parameters) ? parameters : {});
}

function declarations(parameters: JsonObject): Declared {
  return new Map(
    Object.entries(parameters).map(([name, declaration]) => [
      name.toLowerCase(),
      {
        name,
        needed: !(isObject(declaration) && 'defaultValue' in declaration),
        type: textOf(memberOf(declaration, 'type')).toLowerCase(),
      },
    ]),
  );
}
