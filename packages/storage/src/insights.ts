import type { ODataApplyStep, ODataFilter, OrderKey } from '@sluice/arm/odata';
import type { SnapshotChange, SnapshotKind, StateResult } from '@sluice/engine/model';
import type { Page } from './page.ts';
import type { Period, Subject } from './query/insights/relations.ts';

/** Of what a query may tell. */
export type InsightsPlace = {
  /** Keys; what is at or below one of them. '' is everything, an empty list nothing. */
  readonly under: readonly string[];
  /** Only results of these assignments, definitions or initiatives (keys, lower case). */
  readonly policy?: {
    readonly kind: 'assignment' | 'definition' | 'initiative';
    readonly keys: readonly string[];
  };
  /** All must hold; `option`: where each was written, for problems. */
  readonly filters: readonly { readonly filter: ODataFilter; readonly option: string }[];
};

export type StatesPlace = InsightsPlace & {
  readonly period: Period;
  /** Results of resources (of several components that one rule judges, the one that wins), or of components. */
  readonly subject: Subject;
};

export type EventsPlace = InsightsPlace & { readonly from: string; readonly to: string };

/** `after`: of the page before, of the same query. */
export type Paging = { readonly top: number; readonly after?: string };

/** One result of a resource, and when. Times are ISO 8601. */
export type StateRow = {
  readonly resourceKey: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly location: string | null;
  /** By which it was judged so. */
  readonly revision: number;
  /** The last evaluation on record; within a period, when the state began. */
  readonly timestamp: string;
  /** Since when it is in its state, and when its rule first judged the resource. */
  readonly changedAt: string;
  readonly firstAt: string;
  readonly result: StateResult;
  /** Where the result is of a component: those of all components of the resource that the rule judges. */
  readonly components: readonly StateResult[];
};

export type EventRow = Pick<
  StateRow,
  | 'resourceKey'
  | 'resourceId'
  | 'resourceType'
  | 'location'
  | 'revision'
  | 'timestamp'
  | 'result'
  | 'components'
> & { readonly decisionId: string; readonly principalId: string | null };

/** A row that `$apply` makes, by the names of the query. */
export type AppliedRow = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A resource that a rule had deployed or set right: when for the first and the last time, and by which deployment, if by one. It is told
 * of as long as the resource is there.
 */
export type TrackedResource = {
  readonly resourceKey: string;
  readonly resourceId: string;
  readonly assignmentId: string;
  /** Null: not known any more. */
  readonly definitionId: string | null;
  readonly initiativeId: string | null;
  readonly referenceId: string | null;
  readonly created: { readonly at: string; readonly deploymentId: string | null };
  readonly changed: { readonly at: string; readonly deploymentId: string | null };
};

/** How many resources have exactly these results (those that were asked for, components too). */
export type StatesCount = { readonly results: readonly StateResult[]; readonly resources: number };

export type TrendQuery = Pick<InsightsPlace, 'under' | 'policy'> & {
  /** ISO 8601 in UTC, ascending, none of them to come. */
  readonly times: readonly string[];
};

/** How many resources had exactly these results at each of the times, and at the end how many have them now. */
export type StatesTrend = { readonly results: readonly StateResult[]; readonly resources: readonly number[] };

export type AppliedQuery = Paging & {
  /** At least one step that groups. */
  readonly apply: readonly ODataApplyStep[];
  /** Over what the steps make. */
  readonly orderBy: readonly OrderKey[];
};

/**
 * Queries over states and events. What cannot be asked (names, kinds, a foreign `after`) rejects with `StorageQueryProblem`.
 * What is not applicable is never told.
 */
export type Insights = {
  /**
   * Without `orderBy` in the order of resource keys, and then pages hold all rows of a resource, so that a page may have some more than `top`: whatever is
   * written meanwhile, a resource that is there all the time comes once. With `orderBy` a page has at most `top`.
   */
  states(query: StatesPlace & Paging & { readonly orderBy?: readonly OrderKey[] }): Promise<Page<StateRow>>;
  /** Newest first without `orderBy`. At most `top`. */
  events(query: EventsPlace & Paging & { readonly orderBy?: readonly OrderKey[] }): Promise<Page<EventRow>>;
  appliedStates(query: StatesPlace & AppliedQuery): Promise<Page<AppliedRow>>;
  appliedEvents(query: EventsPlace & AppliedQuery): Promise<Page<AppliedRow>>;
  /** In no order. */
  countStates(query: Omit<StatesPlace, 'subject'>): Promise<readonly StatesCount[]>;
  /** What `countStates` says of each of the times, and of now; in no order. */
  stateTrend(query: TrendQuery): Promise<readonly StatesTrend[]>;
  /** Every row there is, page by page in the order of `states` and `events`, however many: for exports. Reads on when the next page is asked for. */
  eachState(query: StatesPlace): AsyncGenerator<readonly StateRow[]>;
  eachEvent(query: EventsPlace): AsyncGenerator<readonly EventRow[]>;
  /** In the order of keys. At most `top`. */
  trackedResources(query: Pick<InsightsPlace, 'under' | 'filters'> & Paging): Promise<Page<TrackedResource>>;
  /** The records that were in force at past revisions; those that there were, in no order. */
  recordsAt(
    wanted: readonly { readonly kind: SnapshotKind; readonly key: string; readonly revision: number }[],
  ): Promise<readonly (SnapshotChange & { readonly revision: number })[]>;
  /** The tags of those resources that exist and have some, as JSON, by key. */
  tagsOf(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The last decision about each of those resources that let a request through, by key; none where none is kept. */
  decisionsOf(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
};
