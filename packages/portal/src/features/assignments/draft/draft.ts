import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type {
  Assignment,
  EnforcementMode,
  Identity,
  NonComplianceMessage,
  Override,
  ResourceSelector,
} from '../../../lib/policy/assignment.ts';

/** What the wizard holds of an assignment that is being written. Plain JSON: it is kept while the page is reloaded. */
export type Draft = {
  readonly scope: string;
  readonly notScopes: readonly string[];
  readonly definitionId: string;
  /** The pattern that is asked for; '' is whatever is current. */
  readonly definitionVersion: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly enforcementMode: EnforcementMode;
  readonly assignedBy: string;
  /** What is given, by the parameter's name. What is absent has its default. */
  readonly parameters: Readonly<Record<string, Entry>>;
  readonly messages: readonly NonComplianceMessage[];
  readonly resourceSelectors: readonly ResourceSelector[];
  readonly overrides: readonly Override[];
  readonly identity: Identity;
  readonly location: string;
  /** Properties that the wizard does not show, given back as they were. */
  readonly rest: JsonObject;
  /** The display name follows the definition until somebody writes their own. */
  readonly hasOwnDisplayName: boolean;
  /** The name follows the display name until somebody writes their own. */
  readonly hasOwnName: boolean;
};

/** A parameter's value, or a text that is none yet: JSON half typed, a number that is no number. */
export type Entry = { readonly value: JsonValue } | { readonly text: string };

export const EMPTY_DRAFT: Draft = {
  scope: '',
  notScopes: [],
  definitionId: '',
  definitionVersion: '',
  name: '',
  displayName: '',
  description: '',
  enforcementMode: 'Default',
  assignedBy: '',
  parameters: {},
  messages: [],
  resourceSelectors: [],
  overrides: [],
  identity: { kind: 'none' },
  location: '',
  rest: {},
  hasOwnDisplayName: false,
  hasOwnName: false,
};

const SHOWN = new Set([
  'displayName',
  'description',
  'policyDefinitionId',
  'definitionVersion',
  'scope',
  'notScopes',
  'parameters',
  'enforcementMode',
  'nonComplianceMessages',
  'resourceSelectors',
  'overrides',
  // The server's to say.
  'instanceId',
  'latestDefinitionVersion',
  'effectiveDefinitionVersion',
]);
const STAMPS = new Set(['assignedBy', 'createdBy', 'createdOn', 'updatedBy', 'updatedOn']);

/** The draft that an assignment is edited as. */
export function draftOf(assignment: Assignment): Draft {
  const properties = assignment.body['properties'] as JsonObject;
  const metadata = (properties['metadata'] ?? {}) as JsonObject;
  const kept = without(metadata, STAMPS);
  const rest = without(properties, SHOWN);
  return {
    scope: assignment.scope,
    notScopes: assignment.notScopes,
    definitionId: assignment.definitionId,
    definitionVersion: assignment.definitionVersion ?? '',
    name: assignment.name,
    displayName: assignment.displayName,
    description: assignment.description,
    enforcementMode: assignment.enforcementMode,
    assignedBy: assignment.assignedBy ?? '',
    parameters: Object.fromEntries(
      Object.entries(assignment.parameters).map(([name, value]) => [name, { value }]),
    ),
    messages: assignment.messages,
    resourceSelectors: assignment.resourceSelectors,
    overrides: assignment.overrides,
    identity: assignment.identity,
    location: assignment.location ?? '',
    rest: { ...rest, metadata: kept },
    hasOwnDisplayName: true,
    hasOwnName: true,
  };
}

/** The draft of another assignment like this one: under a name of its own, with an identity of its own. */
export function duplicateOf(assignment: Assignment, displayName: string): Draft {
  const draft = draftOf(assignment);
  return {
    ...draft,
    name: '',
    displayName,
    identity: draft.identity.kind === 'system' ? { kind: 'system' } : draft.identity,
    rest: without(draft.rest, new Set(['assignmentType'])),
    hasOwnName: false,
  };
}

/** The values that are given; texts that are none yet are left out. */
export function givenValues(parameters: Draft['parameters']): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, entry]) => ('value' in entry ? [[name, entry.value]] : [])),
  );
}

function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}
