import { textOf } from '../json.ts';
import type { EvaluationRequest } from '../model/decision.ts';
import type { PolicyExemption, ResourceSelector } from '../model/records.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import {
  compileResourceSelectors,
  normalLocation,
  type Selectable,
  type Selects,
} from '../snapshot/selectors.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';

/** Where the judged resource stands, and when. */
export type Place = {
  /** Keys of the resource and of everything it is in, nearest first. */
  readonly chain: readonly string[];
  readonly selectable: Selectable;
  /** ISO 8601 */
  readonly at: string;
};

/** Where a request's resource stands. */
export function placeOf(snapshot: Snapshot, { resource, at }: EvaluationRequest): Place {
  return {
    chain: ancestry(snapshot.scopes, textOf(resource['id'])),
    selectable: {
      location: normalLocation(textOf(resource['location'])),
      typeKey: textOf(resource['type']).toLowerCase(),
    },
    at,
  };
}

/** The exemption that covers a resource, if any, and the ids of those that would, were they not expired. */
export type Exempting = { readonly exemption?: PolicyExemption; readonly expired: readonly string[] };

const NOT_EXEMPT: Exempting = { expired: [] };

/**
 * What exemptions say of a rule over a resource. They count at the resource's own scope and at every one above it.
 * Source: Azure Policy documentation, "Exemption structure".
 */
export function exempting(snapshot: Snapshot, rule: BoundRule, place: Place): Exempting {
  const all = snapshot.exemptionsOf(rule.assignmentKey);
  if (all.length === 0) return NOT_EXEMPT;
  const covering = all.filter(exemption => covers(exemption, rule, place));
  const exemption = covering.find(each => !isExpired(each.expiresOn, place.at));
  return {
    ...(exemption && { exemption }),
    expired: covering.filter(each => isExpired(each.expiresOn, place.at)).map(({ id }) => id),
  };
}

/**
 * Whether an assignment acts on a resource: in mode Default always, in mode Enroll where it is enrolled. An enrollment of an
 * assignment that was deleted and made again counts no more.
 * Source: Azure Policy documentation, "Enforcement mode", "Policy enrollments".
 */
export function isEnforced(snapshot: Snapshot, rule: BoundRule, place: Place): boolean {
  const { enforcementMode, instanceId } = rule.assignment;
  if (enforcementMode !== 'Enroll') return enforcementMode === 'Default';
  return snapshot
    .enrollmentsOf(rule.assignmentKey)
    .some(
      enrollment => enrollment.policyAssignmentInstanceId === instanceId && covers(enrollment, rule, place),
    );
}

/** Whether a time (ISO 8601) has come; never, where there is none. */
export function isExpired(expiresOn: string | undefined, at: string): boolean {
  return expiresOn !== undefined && Date.parse(expiresOn) <= Date.parse(at);
}

type Covering = {
  readonly scope: string;
  readonly policyDefinitionReferenceIds: readonly string[];
  readonly resourceSelectors?: readonly ResourceSelector[];
};

function covers(record: Covering, rule: BoundRule, { chain, selectable }: Place): boolean {
  if (!chain.includes(keyOf(record.scope))) return false;
  const references = record.policyDefinitionReferenceIds;
  const reference = rule.reference?.referenceId.toLowerCase();
  if (references.length > 0 && !references.some(each => each.toLowerCase() === reference)) return false;
  return selectsOf(record)?.(selectable) ?? true;
}

const COMPILED = new WeakMap<readonly ResourceSelector[], Selects | undefined>();

function selectsOf({ resourceSelectors }: Covering): Selects | undefined {
  if (resourceSelectors === undefined) return undefined;
  if (!COMPILED.has(resourceSelectors))
    COMPILED.set(resourceSelectors, compileResourceSelectors(resourceSelectors));
  return COMPILED.get(resourceSelectors);
}
