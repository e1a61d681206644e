import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { BoundRule, Snapshot } from '@sluice/engine';
import type { PolicyAssignment, Resource, SnapshotChange } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { DATA_MANIFESTS } from '@sluice/providers/types';
import { isObject } from '../json-value.ts';

/** Resources that may have to be judged again: of these types, at a scope or below it. `under` is a key; '' is everywhere. */
export type Affected = {
  readonly under: string;
  readonly types: readonly ResourceType[];
  /** Whether somebody who just changed a policy waits for it; changed facts can wait. */
  readonly urgent: boolean;
};

/** What changes of the snapshot can mean for resources that exist: where to look, and at which types. */
export function affectedBy(
  before: Snapshot,
  after: Snapshot,
  changes: readonly SnapshotChange[],
  judged: readonly ResourceType[],
): readonly Affected[] {
  return changes.flatMap(change => affectedByOne(before, after, change, judged));
}

function affectedByOne(
  before: Snapshot,
  after: Snapshot,
  change: SnapshotChange,
  judged: readonly ResourceType[],
): readonly Affected[] {
  switch (change.kind) {
    case 'policyAssignment':
      return ofAssignment(before, after, change.key, judged);
    case 'policyDefinition':
    case 'policySetDefinition':
      return [
        ...new Set([before, after].flatMap(({ assignmentsUsing }) => [...assignmentsUsing(change.key)])),
      ].flatMap(key => ofAssignment(before, after, key, judged));
    case 'policyExemption':
      return ofPart(before, after, [before.exemptions.get(change.key), change.record], judged);
    case 'policyEnrollment':
      return ofPart(before, after, [before.enrollments.get(change.key), change.record], judged);
    case 'attestation':
      return ofPart(before, after, [before.attestations.get(change.key), change.record], judged);
    case 'scope':
      return below(after, change.key).map(under => ({ under, types: judged, urgent: true }));
    case 'facts':
    case 'settings':
      return [{ under: '', types: judged.filter(type => type.factsFor !== undefined), urgent: false }];
    case 'aliases':
      // A rule that names what was unknown applied to nothing, whatever types it is about.
      return [{ under: '', types: judged, urgent: false }];
    case 'roleDefinition':
    case 'roleAssignment':
    case 'principal':
      return [];
  }
}

function ofAssignment(
  before: Snapshot,
  after: Snapshot,
  key: string,
  judged: readonly ResourceType[],
): readonly Affected[] {
  const versions = [before, after].flatMap(snapshot => {
    const assignment = snapshot.assignments.get(key);
    return assignment === undefined ? [] : [{ snapshot, assignment }];
  });
  const types = judged.filter(type =>
    versions.some(({ snapshot, assignment }) => canMatch(snapshot, assignment, type)),
  );
  if (types.length === 0) return [];
  const scopes = new Set(versions.flatMap(({ assignment }) => below(after, scopeKey(assignment))));
  return [...scopes].map(under => ({ under, types, urgent: true }));
}

/**
 * The resources whose verdicts may depend on another one that was written or deleted: those that a rule of an IfNotExists effect
 * judges by what there is of its type. They are judged again whatever revision they were judged at.
 */
export function affectedByRelated(
  snapshot: Snapshot,
  { key, type }: Pick<Resource, 'key' | 'type'>,
  judged: readonly ResourceType[],
): readonly Affected[] {
  return snapshot.rulesLookingAt(type.toLowerCase()).flatMap(rule => {
    const pins = rule.program.pins;
    const types = judged.filter(each => pins === undefined || pins.includes(each.type.toLowerCase()));
    const under = placeOfRelated(rule, key, type.toLowerCase());
    return types.length === 0 || under === undefined ? [] : [{ under, types, urgent: true }];
  });
}

/** Where the resources are that look for this one: its parent, its group, or as far as the rule looks. */
function placeOfRelated(rule: BoundRule, key: string, typeKey: string): string | undefined {
  const id = parseResourceId(key);
  if (id === undefined) return undefined;
  const isChild = rule.program.pins?.some(pin => typeKey.startsWith(`${pin}/`)) === true;
  if (isChild && id.parentId !== undefined) return id.parentId.toLowerCase();
  if (id.scope.kind === 'resource') return id.scope.key;
  const { details } = rule.program;
  const isWide = isObject(details) && Object.keys(details).some(name => WIDENING.has(name.toLowerCase()));
  return isWide && id.scope.subscriptionId !== undefined
    ? `/subscriptions/${id.scope.subscriptionId.toLowerCase()}`
    : id.scope.key;
}

/** Details that make a rule look beyond the resource's own group. */
const WIDENING: ReadonlySet<string> = new Set(['existencescope', 'resourcegroupname']);

/** Whether the assignment is among those that are asked about resources of the type, or about components of such. */
function canMatch(snapshot: Snapshot, assignment: PolicyAssignment, type: ResourceType): boolean {
  const subjects = [type.type.toLowerCase(), ...(type.componentsOf === undefined ? [] : COMPONENT_TYPES)];
  return subjects.some(subject =>
    snapshot.rulesAt(scopeKey(assignment), subject).some(rule => rule.assignment.id === assignment.id),
  );
}

const COMPONENT_TYPES = DATA_MANIFESTS.flatMap(({ componentTypes }) => componentTypes).map(type =>
  type.toLowerCase(),
);

/** What an exemption, an enrollment or an attestation speaks of: the resources of its assignment at its own scope. */
function ofPart(
  before: Snapshot,
  after: Snapshot,
  versions: readonly ({ readonly scope: string; readonly policyAssignmentId: string } | null | undefined)[],
  judged: readonly ResourceType[],
): readonly Affected[] {
  return versions.flatMap(part => {
    if (part === null || part === undefined) return [];
    const [{ types = [] } = {}] = ofAssignment(before, after, part.policyAssignmentId.toLowerCase(), judged);
    if (types.length === 0) return [];
    return below(after, scopeKey(part)).map(under => ({ under, types, urgent: true }));
  });
}

/** Keys whose texts everything at or below a scope starts with: a management group holds subscriptions that do not name it. */
export function below(snapshot: Snapshot, key: string): readonly string[] {
  if (key !== '' && !key.startsWith(MANAGEMENT_GROUPS)) return [key];
  if (key === '') return [''];
  const children = [...snapshot.scopes.values()].filter(
    ({ kind, parent }) =>
      (kind === 'managementGroup' || kind === 'subscription') && parent?.toLowerCase() === key,
  );
  return children.flatMap(({ id }) => below(snapshot, id.toLowerCase()));
}

const MANAGEMENT_GROUPS = '/providers/microsoft.management/managementgroups/';

function scopeKey({ scope }: Pick<PolicyAssignment, 'scope'>): string {
  return parseScopeId(scope)?.key ?? scope.toLowerCase();
}
