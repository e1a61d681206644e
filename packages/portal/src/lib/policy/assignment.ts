import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { scopeOfId } from '../format/id.ts';
import { isObject, listAt, objectAt, objectsAt, textAt } from '../json.ts';
import { valuesOf } from './values-of.ts';

const ENFORCEMENT_MODES = ['Default', 'DoNotEnforce', 'Enroll'] as const;
export type EnforcementMode = (typeof ENFORCEMENT_MODES)[number];

/** A policy assignment as the portal reads it; `body` is all that the server said. */
export type Assignment = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly scope: string;
  readonly notScopes: readonly string[];
  readonly definitionId: string;
  readonly isInitiative: boolean;
  /** The pattern that it asks for; undefined: whatever is current. */
  readonly definitionVersion: string | undefined;
  /** What that comes to, where it was asked for. */
  readonly effectiveVersion: string | undefined;
  readonly enforcementMode: EnforcementMode;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly messages: readonly NonComplianceMessage[];
  readonly resourceSelectors: readonly ResourceSelector[];
  readonly overrides: readonly Override[];
  readonly identity: Identity;
  readonly location: string | undefined;
  readonly assignedBy: string | undefined;
  readonly createdBy: string | undefined;
  readonly createdAt: string | undefined;
  readonly changedBy: string | undefined;
  readonly changedAt: string | undefined;
  /** Of one that was read by itself; lists have none. */
  readonly etag: string | undefined;
  readonly body: JsonObject;
};

/** Of one member of an initiative, or of all of them. */
export type NonComplianceMessage = { readonly message: string; readonly referenceId?: string };

/** One condition: what it looks at, and the values that are in or out. */
export type Selector = {
  readonly kind: string;
  readonly isIn: boolean;
  readonly values: readonly string[];
};
export type ResourceSelector = { readonly name: string; readonly selectors: readonly Selector[] };
export type Override = {
  readonly kind: string;
  readonly value: string;
  readonly selectors: readonly Selector[];
};

/** What an assignment acts as, where it changes resources. */
export type Identity =
  | { readonly kind: 'none' }
  | { readonly kind: 'system'; readonly principalId?: string }
  | { readonly kind: 'user'; readonly id: string; readonly principalId?: string };

export function readAssignment(body: JsonObject): Assignment {
  const properties = objectAt(body, 'properties');
  const metadata = objectAt(properties, 'metadata');
  const system = objectAt(body, 'systemData');
  const id = textAt(body, 'id') ?? '';
  const name = textAt(body, 'name') ?? id.slice(id.lastIndexOf('/') + 1);
  const definitionId = textAt(properties, 'policyDefinitionId') ?? '';
  const mode = textAt(properties, 'enforcementMode');
  return {
    id,
    name,
    displayName: textAt(properties, 'displayName') ?? name,
    description: textAt(properties, 'description') ?? '',
    scope: textAt(properties, 'scope') ?? scopeOfId(id),
    notScopes: textsIn(listAt(properties, 'notScopes')),
    definitionId,
    isInitiative: /\/policySetDefinitions\//i.test(definitionId),
    definitionVersion: textAt(properties, 'definitionVersion'),
    effectiveVersion: textAt(properties, 'effectiveDefinitionVersion'),
    enforcementMode: ENFORCEMENT_MODES.find(each => each === mode) ?? 'Default',
    parameters: valuesOf(objectAt(properties, 'parameters')),
    messages: objectsAt(properties, 'nonComplianceMessages').map(readMessage),
    resourceSelectors: readResourceSelectors(properties),
    overrides: objectsAt(properties, 'overrides').map(each => ({
      kind: textAt(each, 'kind') ?? '',
      value: textAt(each, 'value') ?? '',
      selectors: objectsAt(each, 'selectors').map(readSelector),
    })),
    identity: readIdentity(objectAt(body, 'identity')),
    location: textAt(body, 'location'),
    assignedBy: textAt(metadata, 'assignedBy'),
    createdBy: textAt(system, 'createdBy'),
    createdAt: textAt(system, 'createdAt'),
    changedBy: textAt(system, 'lastModifiedBy'),
    changedAt: textAt(system, 'lastModifiedAt'),
    etag: undefined,
    body,
  };
}

/** `resourceSelectors` of assignments and exemptions. */
export function readResourceSelectors(properties: JsonObject): readonly ResourceSelector[] {
  return objectsAt(properties, 'resourceSelectors').map(each => ({
    name: textAt(each, 'name') ?? '',
    selectors: objectsAt(each, 'selectors').map(readSelector),
  }));
}

function readSelector(selector: JsonObject): Selector {
  const isIn = Array.isArray(selector['in']);
  return {
    kind: textAt(selector, 'kind') ?? '',
    isIn,
    values: textsIn(listAt(selector, isIn ? 'in' : 'notIn')),
  };
}

function readMessage(message: JsonObject): NonComplianceMessage {
  const referenceId = textAt(message, 'policyDefinitionReferenceId');
  return {
    message: textAt(message, 'message') ?? '',
    ...(referenceId === undefined || referenceId === '' ? {} : { referenceId }),
  };
}

function readIdentity(identity: JsonObject): Identity {
  const type = textAt(identity, 'type');
  const principal = (value: JsonValue | undefined) => {
    const principalId = textAt(value, 'principalId');
    return principalId === undefined ? {} : { principalId };
  };
  if (type === 'SystemAssigned') return { kind: 'system', ...principal(identity) };
  const [id, user] = Object.entries(objectAt(identity, 'userAssignedIdentities'))[0] ?? [];
  if (type !== 'UserAssigned' || id === undefined) return { kind: 'none' };
  return { kind: 'user', id, ...(isObject(user) ? principal(user) : {}) };
}

function textsIn(values: readonly JsonValue[]): readonly string[] {
  return values.filter(value => typeof value === 'string');
}
