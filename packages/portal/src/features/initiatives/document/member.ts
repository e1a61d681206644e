import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, objectsAt, textAt } from '../../../lib/json.ts';

/** A policy of an initiative. */
export type Member = {
  readonly definitionId: string;
  /** Tells members apart; given by the server where it is empty. */
  readonly referenceId: string;
  /** A pattern (`1.*.*`); empty for the current version. */
  readonly version: string;
  readonly groupNames: readonly string[];
  /** By the name of the policy's parameter. What is not here has the policy's own default. */
  readonly parameters: Readonly<Record<string, Wiring>>;
};

/** Where a parameter of a member gets its value. */
export type Wiring =
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** A parameter of the initiative. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** Any other expression, as it is written. */
  | { readonly kind: 'expression'; readonly text: string };

const PARAMETER = /^\[\s*parameters\(\s*'((?:[^']|'')+)'\s*\)\s*\]$/i;

/** The members of a document or of an initiative's `properties`. */
export function readMembers(document: JsonObject): readonly Member[] {
  return objectsAt(document, 'policyDefinitions').map(readMember);
}

function readMember(member: JsonObject): Member {
  return {
    definitionId: textAt(member, 'policyDefinitionId') ?? '',
    referenceId: textAt(member, 'policyDefinitionReferenceId') ?? '',
    version: textAt(member, 'definitionVersion') ?? '',
    groupNames: listAt(member, 'groupNames').filter(name => typeof name === 'string'),
    parameters: Object.fromEntries(
      Object.entries(objectAt(member, 'parameters')).map(([name, entry]) => [
        name,
        readWiring(isObject(entry) ? (entry['value'] ?? null) : null),
      ]),
    ),
  };
}

/** A text in brackets is an expression; one that only looks like it begins with two. */
function readWiring(value: JsonValue): Wiring {
  if (typeof value !== 'string' || !value.startsWith('[') || !value.endsWith(']'))
    return { kind: 'value', value };
  if (value.startsWith('[[')) return { kind: 'value', value: value.slice(1) };
  const name = PARAMETER.exec(value)?.[1];
  return name === undefined
    ? { kind: 'expression', text: value }
    : { kind: 'parameter', name: name.replaceAll("''", "'") };
}

function writeWiring(wiring: Wiring): JsonValue {
  switch (wiring.kind) {
    case 'value':
      return typeof wiring.value === 'string' && /^\[.*\]$/s.test(wiring.value)
        ? `[${wiring.value}`
        : wiring.value;
    case 'parameter':
      return `[parameters('${wiring.name.replaceAll("'", "''")}')]`;
    case 'expression':
      return wiring.text;
  }
}

/** A member as the document has it; what `before` says beside stays. */
export function writeMember(member: Member, before: JsonObject = {}): JsonObject {
  const {
    definitionVersion: _,
    groupNames: __,
    parameters: ___,
    policyDefinitionReferenceId: ____,
    ...others
  } = before;
  const parameters = Object.entries(member.parameters).map(([name, wiring]) => [
    name,
    { value: writeWiring(wiring) },
  ]);
  return {
    ...others,
    policyDefinitionId: member.definitionId,
    ...(member.referenceId === '' ? {} : { policyDefinitionReferenceId: member.referenceId }),
    ...(member.version === '' ? {} : { definitionVersion: member.version }),
    ...(member.groupNames.length === 0 ? {} : { groupNames: member.groupNames }),
    parameters: Object.fromEntries(parameters) as JsonObject,
  };
}
