import type { DefinitionSummary } from '../../../lib/policy/definition-summary.ts';
import { needsIdentity } from '../../../lib/policy/effect-of.ts';
import type { Draft } from './draft.ts';

// What goes along when something of a draft is changed.

/** Another scope: what is excluded stays only where it is below. */
export function withScope(draft: Draft, scope: string, isBelow: (scope: string) => boolean): Partial<Draft> {
  return { scope, notScopes: draft.notScopes.filter(isBelow) };
}

/** Another definition: what was said of the one before goes, but values of parameters of the same names. */
export function withDefinition(draft: Draft, definition: DefinitionSummary): Partial<Draft> {
  if (definition.id.toLowerCase() === draft.definitionId.toLowerCase()) return {};
  const { identity } = draft;
  return {
    definitionId: definition.id,
    definitionVersion: '',
    messages: draft.messages.filter(({ referenceId }) => referenceId === undefined),
    overrides: draft.overrides.filter(({ selectors }) =>
      selectors.every(({ kind }) => kind !== 'policyDefinitionReferenceId'),
    ),
    identity:
      identity.kind === 'none' && needsIdentity(definition.effects) ? { kind: 'system' as const } : identity,
  };
}

/** A parameter with another entry; undefined gives it its default. */
export function withEntry(
  draft: Draft,
  name: string,
  entry: Draft['parameters'][string] | undefined,
): Partial<Draft> {
  const { [name]: _, ...others } = draft.parameters;
  return { parameters: entry === undefined ? others : { ...others, [name]: entry } };
}
