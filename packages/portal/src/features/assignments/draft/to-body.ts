import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../../../lib/json.ts';
import type { Identity, Selector } from '../../../lib/policy/assignment.ts';
import { type Draft, givenValues } from './draft.ts';

/** The id under which a draft is written. */
export function idOf({ scope, name }: Pick<Draft, 'scope' | 'name'>): string {
  return `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
}

/**
 * The body of the PUT. What is empty is left out, so that it reads as somebody would have written it by hand. `declared`: the names of the
 * definition's parameters; values of others, left from a definition chosen before, stay behind.
 */
export function toBody(draft: Draft, declared: ReadonlySet<string>): JsonObject {
  const { metadata, ...rest } = draft.rest;
  const parameters = Object.entries(givenValues(draft.parameters)).filter(([name]) => declared.has(name));
  const stamps: JsonObject = {
    ...(isObject(metadata) ? metadata : {}),
    ...present({ assignedBy: draft.assignedBy }),
  };
  return {
    ...identityOf(draft.identity),
    ...(draft.location === '' || draft.identity.kind === 'none' ? {} : { location: draft.location }),
    properties: {
      ...rest,
      ...present({
        displayName: draft.displayName.trim(),
        description: draft.description.trim(),
        policyDefinitionId: draft.definitionId,
        definitionVersion: draft.definitionVersion,
      }),
      enforcementMode: draft.enforcementMode,
      ...presentList('notScopes', draft.notScopes),
      ...(parameters.length === 0
        ? {}
        : { parameters: Object.fromEntries(parameters.map(([name, value]) => [name, { value }])) }),
      ...presentList(
        'nonComplianceMessages',
        draft.messages
          .filter(({ message }) => message.trim() !== '')
          .map(({ message, referenceId }) => ({
            message,
            ...(referenceId === undefined ? {} : { policyDefinitionReferenceId: referenceId }),
          })),
      ),
      ...presentList(
        'resourceSelectors',
        draft.resourceSelectors.map(({ name, selectors }) => ({
          ...present({ name }),
          selectors: selectors.map(selectorOf),
        })),
      ),
      ...presentList(
        'overrides',
        draft.overrides.map(({ kind, value, selectors }) => ({
          kind,
          value,
          ...presentList('selectors', selectors.map(selectorOf)),
        })),
      ),
      ...(Object.keys(stamps).length === 0 ? {} : { metadata: stamps }),
    },
  };
}

function selectorOf({ kind, isIn, values }: Selector): JsonObject {
  return { kind, [isIn ? 'in' : 'notIn']: values };
}

/** An identity that the server made keeps its principal; to name that is the server's business. */
function identityOf(identity: Identity): JsonObject {
  switch (identity.kind) {
    case 'none':
      return {};
    case 'system':
      return { identity: { type: 'SystemAssigned' } };
    case 'user':
      return { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity.id]: {} } } };
  }
}

function present(texts: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

function presentList(name: string, values: readonly JsonValue[]): JsonObject {
  return values.length === 0 ? {} : { [name]: values };
}
