import type { EvaluatedExpression, JsonObject } from '@sluice/language';
import type { EvaluationRequest } from './decision.ts';
import type { ComplianceState, Resource, SnapshotChange } from './records.ts';

/** What must still hold when the write commits. `etag: null`: the resource must not exist; `'*'`: it must exist. */
export type Expectation = {
  readonly key: string;
  readonly etag: string | null | '*';
  readonly role: 'resource' | 'parent';
};

export type ResourceWrite =
  | { readonly kind: 'put'; readonly resource: Resource }
  /** Removes the resource and everything below it (child and extension resources, a group's content), with their states. */
  | { readonly kind: 'delete'; readonly key: string };

/**
 * One result of a rule over a resource or component of it, as kept. Keys are ids in lower case; what is of the initiative is null
 * where the definition was not assigned as a member of one.
 */
export type StateResult = {
  readonly assignmentKey: string;
  readonly assignmentId: string;
  readonly definitionKey: string;
  readonly definitionId: string;
  readonly definitionVersion: string;
  readonly definitionCategory: string | null;
  readonly definitionReferenceId: string | null;
  readonly initiativeId: string | null;
  readonly initiativeVersion: string | null;
  readonly initiativeCategory: string | null;
  /** Of the member in its initiative. */
  readonly groupNames: readonly string[];
  /** Null: the resource itself. */
  readonly componentId: string | null;
  readonly componentType: string | null;
  readonly componentName: string | null;
  /** In lower case. */
  readonly effect: string;
  readonly complianceState: ComplianceState;
} & StateDetail;

/** Why, where the state is not Compliant. */
export type StateDetail = {
  readonly evaluatedExpressions?: readonly EvaluatedExpression[];
  readonly error?: { readonly code: string; readonly message: string };
  /** For the IfNotExists effects: the last related resource looked at, and how many there were. */
  readonly related?: { readonly resourceId?: string; readonly totalResources: number };
  /** The rule reads the clock: the expressions tell of the time that it was then. */
  readonly readsClock?: true;
  /** What it is exempt by. */
  readonly exemptionId?: string;
  /** The request was refused by this rule. Only of what a decision leaves behind, never of a state. */
  readonly refusal?: {
    /** What the assignment says to whom it refuses. */
    readonly message?: string;
    /** Why a change could not be made. */
    readonly unchanged?: { readonly code: string; readonly message: string };
  };
};

/** All current results of one resource: replaces what was there. */
export type ResourceStates = {
  readonly resourceKey: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly location: string | null;
  readonly etag: string;
  readonly revision: number;
  readonly at: string;
  readonly results: readonly StateResult[];
};

/** One evaluation of one policy caused by a request (PolicyInsights' policyEvents). */
export type PolicyEvent = StateResult & {
  readonly at: string;
  readonly resourceKey: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly location: string | null;
  readonly isCompliant: boolean;
  readonly correlationId: string;
  readonly decisionId: string;
};

/** One entry of the activity log: columns to filter by, and the event as the API shows it. */
export type ActivityEntry = {
  readonly eventId: string;
  readonly at: string;
  readonly category: 'Administrative' | 'Policy';
  /** Null at management group and tenant level. */
  readonly subscriptionId: string | null;
  readonly resourceGroup: string | null;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceProvider: string;
  readonly operation: string;
  readonly status: string;
  readonly level: 'Critical' | 'Error' | 'Warning' | 'Informational';
  readonly caller: string;
  readonly correlationId: string;
  /** EventData of the REST contract, flat, without what the columns above say. */
  readonly body: JsonObject;
};

/** A decision as kept: enough to recompute it. Secrets are already masked in `request`. */
export type DecisionRecord = {
  readonly id: string;
  readonly at: string;
  readonly revision: number;
  readonly engineVersion: string;
  readonly verdict: 'allow' | 'deny';
  readonly resourceKey: string;
  /** Who asked; absent: the service itself. */
  readonly principalId?: string;
  readonly request: EvaluationRequest;
};

/** What a rule has had deployed or set right, of its own accord or by a remediation. */
export type TrackedAct = {
  /** The resource that it was for. Where there is a deployment, what that deployed is tracked in its place. */
  readonly resourceId: string;
  readonly deploymentId: string | null;
  readonly at: string;
  readonly assignmentId: string;
  readonly definitionId: string;
  /** Where the definition was assigned as a member of an initiative. */
  readonly initiativeId: string | null;
  readonly definitionReferenceId: string | null;
};

/**
 * Work to be done after a write, by any server, at least once: a job that is killed, or that fails, runs again. What it does must
 * therefore be right when it is done twice.
 */
export type JobRequest = {
  /** Of the kind of job: letters, digits, `-`, `_`, `.` and `/`. A name that no server knows waits for one that does. */
  readonly name: string;
  /** What to act on: ids rather than documents, since the world has moved on when it runs. Kept as it is; no secrets. */
  readonly input: JsonObject;
  /** Not before this, ISO 8601. Absent: at once. */
  readonly startAfter?: string;
  /** One at a time of this name and key, and one waiting: a request replaces the input and time of the one that waits. */
  readonly singletonKey?: string;
  /** How often it is tried again after it failed. Absent: five times. */
  readonly retryLimit?: number;
};

/** All that one write leaves behind: committed whole or not at all. */
export type WriteSet = {
  /** The revision it was decided at. */
  readonly revision: number;
  readonly expect: readonly Expectation[];
  readonly resources: readonly ResourceWrite[];
  /** Not empty: commits under the exclusive lock and makes a new revision. */
  readonly changes: readonly SnapshotChange[];
  readonly states: readonly ResourceStates[];
  readonly events: readonly PolicyEvent[];
  readonly entries: readonly ActivityEntry[];
  readonly decisions: readonly DecisionRecord[];
  /** Enqueued by the same transaction: they run when it has committed, and only then. */
  readonly jobs: readonly JobRequest[];
  /** What the write says is done by now, so that it is told of as long as what it was done to is there. */
  readonly tracked?: readonly TrackedAct[];
};

/** `stale`: nothing was written; `what` says what had moved. */
export type CommitResult =
  | { readonly outcome: 'committed'; readonly revision: number }
  | { readonly outcome: 'stale'; readonly what: 'revision' | 'resource' | 'parent'; readonly key?: string };
