import { bindParameters, type JsonObject, type JsonValue, parseDefinition } from '@sluice/language';
import type { PolicyAssignment, PolicyDefinition, PolicySetDefinition } from '../model/records.ts';
import { initiativeParameters, memberParameters } from './initiative-parameters.ts';

/** What a rule was bound with, names as they are declared. */
export type EffectiveParameters = {
  /** Of the definition, defaults included. */
  readonly definition: JsonObject;
  /** Of the initiative, defaults included; undefined where the definition was not assigned as a member of one. */
  readonly initiative?: JsonObject;
};

/** The values that a definition gets by an assignment, as a decision binds them. Versions are the ones that were in force. */
export function effectiveParameters(
  assignment: Pick<PolicyAssignment, 'parameters'>,
  definition: Pick<PolicyDefinition, 'document'>,
  member?: { readonly initiative: PolicySetDefinition; readonly referenceId: string },
): EffectiveParameters {
  if (member === undefined) return { definition: bind(definition, assignment.parameters) };
  const { initiative, referenceId } = member;
  const values = initiativeParameters(initiative, assignment.parameters);
  const passed = initiative.members.find(
    each => each.policyDefinitionReferenceId.toLowerCase() === referenceId.toLowerCase(),
  );
  const given = passed === undefined ? undefined : memberParameters(passed.parameters, values);
  return {
    definition: bind(definition, given?.problem === undefined ? (given?.values ?? {}) : {}),
    initiative: spelt(Object.keys(initiative.parameters), values),
  };
}

function bind({ document }: Pick<PolicyDefinition, 'document'>, given: JsonObject): JsonObject {
  const parsed = parseDefinition(document).definition;
  if (parsed === undefined) return given;
  const names = [...parsed.parameters.values()].map(({ name }) => name);
  return spelt(names, bindParameters(parsed, given).parameters.values);
}

function spelt(names: readonly string[], values: ReadonlyMap<string, JsonValue>): JsonObject {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = values.get(name.toLowerCase());
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
