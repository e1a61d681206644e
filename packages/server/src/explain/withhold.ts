import type { Snapshot } from '@sluice/engine';
import type { Decision, PolicyAssignment, PolicyDefinition, RuleReference } from '@sluice/engine/model';
import { textAt } from '../json-value.ts';
import type { Caller } from '../write/caller.ts';
import { createPolicyReader, type PolicyReader } from './policy-reader.ts';

/** A decision as it is told: policies that the reader may not read go by their ids and names, without what people call them or give them. */
export function withholdDecision(decision: Decision, mayRead: PolicyReader): Decision {
  return { ...decision, results: decision.results.map(result => withholdRule(result, mayRead)) };
}

/** The same for whoever asked for what was decided. */
export function decisionFor(
  caller: Caller,
  decision: Decision,
  snapshot: Snapshot,
  tenantId: string,
): Decision {
  const resourceId = textAt(decision.resource, 'id') ?? '';
  return withholdDecision(decision, createPolicyReader(snapshot, tenantId, caller, resourceId));
}

type Rule = {
  readonly assignment: PolicyAssignment;
  readonly definition?: PolicyDefinition;
  readonly reference?: RuleReference;
};

/** The same of one rule. */
export function withholdRule<R extends Rule>(rule: R, mayRead: PolicyReader): R {
  const { assignment, definition, reference } = rule;
  return {
    ...rule,
    ...(mayRead(assignment.id) ? {} : { assignment: { ...unnamed(assignment), parameters: {} } }),
    ...(definition === undefined || mayRead(definition.id) ? {} : { definition: unnamed(definition) }),
    ...(reference === undefined || mayRead(reference.initiative.id)
      ? {}
      : { reference: { ...reference, initiative: unnamed(reference.initiative) } }),
  };
}

function unnamed<N extends { readonly displayName?: string }>(named: N): Omit<N, 'displayName'> {
  const { displayName: _, ...rest } = named;
  return rest;
}
