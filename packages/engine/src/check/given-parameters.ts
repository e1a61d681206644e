import type { JsonObject } from '@sluice/language';
import { initiativeParameters, memberParameters } from '../snapshot/initiative-parameters.ts';
import type { BoundRule } from '../snapshot/snapshot.ts';

/** The values that a rule is bound with: those of its assignment, for a member of an initiative what that passes on. */
export function givenParameters({ assignment, reference }: BoundRule): JsonObject {
  if (reference === undefined) return assignment.parameters;
  const { initiative, referenceId } = reference;
  const wanted = referenceId.toLowerCase();
  const member = initiative.members.find(each => each.policyDefinitionReferenceId.toLowerCase() === wanted);
  const given = memberParameters(
    member?.parameters ?? {},
    initiativeParameters(initiative, assignment.parameters),
  );
  return given.problem === undefined ? given.values : {};
}
