import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt } from '../../../lib/json.ts';
import { nameOf } from '../../../lib/policy/draft/name-of.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import type { Definition } from '../../../lib/policy/use-definition.ts';
import { type Member, readMembers, type Wiring, writeMember } from './member.ts';

/** A document with other members; they stand where they stood. */
export function changeMember(document: JsonObject, index: number, changes: Partial<Member>): JsonObject {
  const member = readMembers(document)[index];
  if (member === undefined) return document;
  return withMembers(
    document,
    listAt(document, 'policyDefinitions').map((each, at) =>
      at === index && isObject(each) ? writeMember({ ...member, ...changes }, each) : each,
    ),
  );
}

export function removeMember(document: JsonObject, index: number): JsonObject {
  return withMembers(
    document,
    listAt(document, 'policyDefinitions').filter((_, at) => at !== index),
  );
}

/**
 * Adds policies. What a policy must be given becomes a parameter of the initiative: one that is there already where it is declared alike, or a
 * new one of the same name.
 */
export function addMembers(document: JsonObject, definitions: readonly Definition[]): JsonObject {
  return definitions.reduce(addMember, document);
}

function addMember(document: JsonObject, definition: Definition): JsonObject {
  const taken = new Set(readMembers(document).map(({ referenceId }) => referenceId.toLowerCase()));
  let next = document;
  const parameters: Record<string, Wiring> = {};
  for (const parameter of definition.parameters) {
    if (parameter.defaultValue !== undefined) continue;
    const { document: declared, name } = declareFor(next, parameter, definition);
    next = declared;
    parameters[parameter.name] = { kind: 'parameter', name };
  }
  const member: Member = {
    definitionId: definition.id,
    referenceId: unused(referenceOf(definition), taken),
    version: '',
    groupNames: [],
    parameters,
  };
  return withMembers(next, [...listAt(next, 'policyDefinitions'), writeMember(member)]);
}

/** What a policy is called in an initiative before somebody calls it otherwise: built-in ones have names that tell nobody anything. */
function referenceOf({ name, displayName }: Definition): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name) ? nameOf(displayName) : name;
}

/** The initiative's parameter for one of a member's: that of the same name when it is declared alike, else a new one. */
export function declareFor(
  document: JsonObject,
  { name }: PolicyParameter,
  definition: Definition,
): { readonly document: JsonObject; readonly name: string } {
  const declared = objectAt(definition.properties, 'parameters')[name] ?? {};
  const parameters = objectAt(document, 'parameters');
  const alike = Object.keys(parameters).find(
    each => each.toLowerCase() === name.toLowerCase() && isAlike(parameters[each], declared),
  );
  if (alike !== undefined) return { document, name: alike };
  const fresh = unused(name, new Set(Object.keys(parameters).map(each => each.toLowerCase())));
  return { document: { ...document, parameters: { ...parameters, [fresh]: declared } }, name: fresh };
}

/** Whether two declarations take the same values. */
function isAlike(one: JsonValue | undefined, other: JsonValue): boolean {
  const relevant = (value: JsonValue | undefined) =>
    JSON.stringify([
      String(isObject(value) ? value['type'] : '').toLowerCase(),
      listAt(value, 'allowedValues'),
      isObject(value) ? (value['schema'] ?? null) : null,
    ]);
  return relevant(one) === relevant(other);
}

/** The name, or with the first number that makes it another one. `taken` in lower case. */
function unused(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) {
    const numbered = `${name}-${number}`;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}

function withMembers(document: JsonObject, policyDefinitions: readonly JsonValue[]): JsonObject {
  return { ...document, policyDefinitions };
}
