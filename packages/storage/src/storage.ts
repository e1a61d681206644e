import type { ODataFilter } from '@sluice/arm/odata';
import type {
  ActivityEntry,
  CommitResult,
  DecisionRecord,
  JobRequest,
  Resource,
  ResourceStates,
  SnapshotChange,
  StateResult,
  TrackedAct,
  WriteSet,
} from '@sluice/engine/model';
import type { CredentialChange, Grants, Principals } from './credentials.ts';
import type { Events } from './events.ts';
import type { Insights } from './insights.ts';
import type { Ledger } from './ledger.ts';
import type { Page } from './page.ts';
import type { Queue } from './queue/queue.ts';

/** Where the data is: a folder for the embedded server, or a PostgreSQL of one's own. */
export type Place =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'url'; readonly url: string };

export type { Page };

/** A signing key of the local authority. The private part is sealed by the caller before it comes here. */
export type StoredKey = {
  readonly kid: string;
  readonly publicJwk: string;
  readonly sealedPrivateKey: string;
  readonly createdAt: string;
  readonly retiredAt: string | null;
};

/** One resource that a remediation is about. `Accepted` waits for its turn; the other states are final. */
export type RemediatedResource = {
  readonly resourceKey: string;
  readonly resourceId: string;
  readonly location: string | null;
  readonly status: 'Accepted' | 'Succeeded' | 'Failed' | 'Canceled';
  /** Of the template deployment that was run for it. */
  readonly deploymentId: string | null;
  readonly error: Resource['body'] | null;
  /** ISO 8601 */
  readonly createdOn: string;
  readonly lastUpdatedOn: string;
};

/** So many deployments of a type (lower case) name their model by the same properties; what they do not have is null. */
export type ModelReferenceCount = {
  readonly typeKey: string;
  readonly properties: Resource['body'];
  readonly deployments: number;
};

/** Words (as `@sluice/arm/words` reads them) that names begin with: all of them, or any; of these types (lower case), at or below one of the keys `under` ('': everywhere). */
export type ResourceSearch = {
  readonly words: readonly string[];
  readonly mode: 'all' | 'any';
  readonly types: readonly string[];
  readonly under: readonly string[];
};

/** A resource that a search has found. `typeKey`: in lower case. */
export type FoundResource = { readonly key: string; readonly id: string; readonly typeKey: string };

/**
 * What a search has found: all of it, or where that is too much some of each type, what is called just like the words among it. With `any` what
 * has most of the words comes first. `counts` is how many there are by type; at least, where not all were looked at (`isWhole` false).
 */
export type SearchedResources = {
  readonly found: readonly FoundResource[];
  readonly counts: ReadonlyMap<string, number>;
  readonly isWhole: boolean;
};

/** How many resources of a remediation have got how far. */
export type RemediationCounts = Readonly<Record<RemediatedResource['status'], number>>;

/** Resources of these types (lower case) at or below a scope; '' is the tenant. */
export type ScanPlace = { readonly under: string; readonly types: readonly string[] };

/** A stretch of a place: keys from behind `after` up to and with `until`, and how many of its resources are to be judged. */
export type ScanPart = ScanPlace & { readonly after: string; readonly until: string; readonly total: number };

/** Work that judges existing resources again. Times are ISO 8601. */
export type Scan = {
  readonly id: string;
  /** Where it was asked for. */
  readonly scopeKey: string;
  readonly reason: string;
  readonly status: 'Queued' | 'Running' | 'Succeeded' | 'Failed';
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly error: string | null;
  /** Resources to judge; null: not counted yet. */
  readonly total: number | null;
  readonly judged: number;
};

/**
 * All that is kept. Every read sees everything that was committed before it began; every method rejects with
 * `StorageUnavailable` when the database cannot be reached, and writes nothing in part.
 */
export type Storage = {
  /**
   * Writes everything or nothing (design decision 6), enqueues its jobs and changes credentials with it. The only writer of what a
   * verdict depends on or leaves behind.
   */
  commit(writeSet: WriteSet, credentials?: readonly CredentialChange[]): Promise<CommitResult>;
  /** Replaces states of a scan where resource version and revision are not older than what is there; returns how many were taken. */
  commitStates(states: readonly ResourceStates[]): Promise<number>;

  readonly resources: {
    get(key: string): Promise<Resource | undefined>;
    /** Those of `keys` that exist, in no order. */
    getMany(keys: readonly string[]): Promise<readonly Resource[]>;
    /**
     * Resources of these types (lower case; undefined: all) whose key starts with `under` + '/', in key order; `direct` leaves only
     * children of the resource `under`, or what is at exactly the scope `under`. '' is the tenant. Pages of `top` (default 500).
     */
    list(query: {
      readonly types?: readonly string[];
      readonly under: string;
      readonly direct?: boolean;
      readonly top?: number;
      readonly after?: string;
    }): Promise<Page<Resource>>;
    /** Resources of those types (lower case) that are at, or children of, exactly one of `parents`, in key order. */
    listAt(query: {
      readonly types: readonly string[];
      readonly parents: readonly string[];
      readonly top?: number;
      readonly after?: string;
    }): Promise<Page<Resource>>;
    /** Whether there is any resource whose key starts with `key` + '/'. */
    existsBelow(key: string): Promise<boolean>;
    /** Resources whose names have the words of a search. */
    search(query: ResourceSearch): Promise<SearchedResources>;
    /** How many deployments of these types (lower case) at or below one of the keys `under` ('': everywhere) name which model; in no order. */
    countModelReferences(query: {
      readonly types: readonly string[];
      readonly under: readonly string[];
    }): Promise<readonly ModelReferenceCount[]>;
  };
  readonly changes: {
    revision(): Promise<number>;
    /** Every record in force at the newest revision. */
    current(): Promise<{ readonly revision: number; readonly changes: readonly SnapshotChange[] }>;
    /** What changed after `revision`, net, up to the newest one. */
    since(
      revision: number,
    ): Promise<{ readonly revision: number; readonly changes: readonly SnapshotChange[] }>;
    /** The records in force at a past revision: what a replay is judged by. */
    at(revision: number): Promise<{ readonly revision: number; readonly changes: readonly SnapshotChange[] }>;
    /** Calls back after other processes (and this one) committed a revision; fast, never what makes it right. Ends with `close`. */
    listen(onRevision: (revision: number) => void): Promise<void>;
  };
  readonly activityLog: {
    /** A number that is another one when any server has written an entry since. */
    mark(): Promise<number>;
    /**
     * Newest first. `subscriptionId` undefined: entries of all subscriptions and of the tenant; `tenantOnly`: those of no subscription.
     * A filter that names what cannot be filtered by, or a foreign `after`, rejects with `StorageQueryProblem`.
     */
    query(query: {
      readonly subscriptionId?: string;
      readonly tenantOnly?: boolean;
      readonly filter: ODataFilter | undefined;
      readonly top: number;
      readonly after?: string;
    }): Promise<Page<ActivityEntry>>;
    /** Entries from `from` on and before `to` (ISO 8601), oldest first; otherwise as `query`. For reading all there is, page by page. */
    list(query: {
      readonly subscriptionId?: string;
      readonly filter?: ODataFilter | undefined;
      readonly from?: string;
      readonly to: string;
      readonly top: number;
      readonly after?: string;
    }): Promise<Page<ActivityEntry>>;
  };
  /** What proves the activity log (design decision 14): every entry that has committed gets into exactly one batch. Hashes are the caller's. */
  readonly ledger: Ledger;
  readonly decisions: {
    get(id: string): Promise<DecisionRecord | undefined>;
    /**
     * Decisions taken at or after `from` and before `to` (ISO 8601) about what is at or below one of the scopes `under` (keys; '' is the
     * tenant), oldest first. Pages of `top` (default 500).
     */
    list(query: {
      readonly from: string;
      readonly to: string;
      readonly under: readonly string[];
      readonly top?: number;
      readonly after?: string;
    }): Promise<Page<DecisionRecord>>;
    /**
     * Newest first: decisions about what is at or below one of the keys `under` ('': everything). A filter that names what cannot be
     * filtered by, or a foreign `after`, rejects with `StorageQueryProblem`.
     */
    query(query: {
      readonly under: readonly string[];
      readonly filter: ODataFilter | undefined;
      readonly top: number;
      readonly after?: string;
    }): Promise<Page<DecisionRecord>>;
    /** The results that refused, of those of the decisions that were kept with them; by id of the decision, none for one that let through. */
    refusals(ids: readonly string[]): Promise<ReadonlyMap<string, readonly StateResult[]>>;
    /** Deletes decisions taken before `olderThan` (ISO 8601), the oldest first and at most `top`; returns how many. */
    prune(olderThan: string, top: number): Promise<number>;
  };
  readonly states: {
    get(resourceKey: string): Promise<ResourceStates | undefined>;
    /**
     * Resources of these types (lower case) at or below the scope `under` whose states are older than `revision`, or absent; for
     * re-judging. In key order from behind `after`, at most `top`.
     */
    outdated(query: {
      readonly under: string;
      readonly types: readonly string[];
      readonly revision: number;
      readonly top: number;
      readonly after?: string;
    }): Promise<readonly Resource[]>;
    /**
     * Resources at or below the scope `under` that are NonCompliant by an assignment (for an initiative by that member of it, in any
     * case), components aside. In key order from behind `after`, at most `top`.
     */
    nonCompliant(query: {
      readonly assignmentKey: string;
      readonly referenceId: string | undefined;
      readonly under: string;
      readonly top: number;
      readonly after?: string;
    }): Promise<readonly Resource[]>;
    /** Removes the history of states that ended before `olderThan` (ISO 8601); returns how many stretches of it. What holds now stays. */
    prune(olderThan: string): Promise<number>;
  };
  /** Scans of existing resources that are too large to wait for: several processes share their parts. */
  readonly scans: {
    /** Asks for one and enqueues its jobs; where one for the scope and reason is under way already, that is joined. Returns which. */
    create(
      scan: Pick<Scan, 'id' | 'scopeKey' | 'reason'> & { readonly at: string },
      jobs: readonly JobRequest[],
    ): Promise<string>;
    /** Cuts what was not judged at `revision` (absent: everything) into parts of about `size` resources. */
    plan(query: {
      readonly places: readonly ScanPlace[];
      readonly revision?: number;
      readonly size: number;
    }): Promise<readonly ScanPart[]>;
    /** Makes a planned scan known and enqueues its jobs, all or nothing; false where that was done before. */
    begin(
      scan: Pick<Scan, 'id' | 'scopeKey' | 'reason'> & { readonly revision?: number; readonly at: string },
      parts: readonly ScanPart[],
      jobs: readonly JobRequest[],
    ): Promise<boolean>;
    /** What is left of a part, by its place in the plan; undefined when it has ended. */
    part(id: string, part: number): Promise<(ScanPart & { readonly revision?: number }) | undefined>;
    /** The next resources of a part that are to be judged, without secrets; in key order, at most `top`. */
    slice(
      query: Omit<ScanPart, 'total'> & { readonly revision?: number; readonly top: number },
    ): Promise<readonly Resource[]>;
    /** Notes that a part has been judged up to `after`. */
    advance(
      id: string,
      part: number,
      done: { readonly after: string; readonly judged: number },
    ): Promise<void>;
    /** Ends a part; with the last one the scan has succeeded. */
    endPart(id: string, part: number, at: string): Promise<void>;
    /** Ends a scan that was not cut into parts, or that failed. `judged`: how many resources were judged, all there were. */
    end(
      id: string,
      outcome: { readonly at: string; readonly error?: string; readonly judged?: number },
    ): Promise<void>;
    /** Ends as failed what nobody will end: no job that names it (`scanId` of its input) waits or runs any more. */
    endAbandoned(at: string): Promise<void>;
    get(id: string): Promise<Scan | undefined>;
    /** Newest first. */
    list(query: { readonly top: number; readonly after?: string }): Promise<Page<Scan>>;
    /** Of all that have not ended. */
    progress(): Promise<{ readonly running: number; readonly total: number; readonly judged: number }>;
    /** Forgets those that ended before a time. */
    prune(before: string): Promise<void>;
  };
  /** Queries over states and policy events. */
  readonly insights: Insights;
  /** What the runs of remediations are about, and what became of it. All of it goes with the remediation's resource, but for what is tracked. */
  readonly remediations: {
    /** Forgets what earlier runs of a remediation were about. */
    begin(run: { readonly key: string; readonly runId: string }): Promise<void>;
    /** Adds what waits; what the run has already stays as it is. Nothing where the remediation is gone. */
    add(
      run: { readonly key: string; readonly runId: string },
      resources: readonly Pick<RemediatedResource, 'resourceKey' | 'resourceId' | 'location'>[],
      at: string,
    ): Promise<void>;
    /** Those that wait, in key order. */
    waiting(runId: string, top: number): Promise<readonly RemediatedResource[]>;
    /** Keeps what became of one that waits, and has it tracked; one that is done already stays as it is. What was done is tracked where the remediation is gone, too. */
    finish(
      runId: string,
      resourceKey: string,
      outcome: Pick<RemediatedResource, 'deploymentId' | 'error'> & {
        readonly status: 'Succeeded' | 'Failed';
        readonly at: string;
        readonly tracked?: TrackedAct;
      },
    ): Promise<void>;
    /** Makes all that wait `Canceled`. */
    cancel(runId: string, at: string): Promise<void>;
    counts(runId: string): Promise<RemediationCounts>;
    /** All, in key order. Pages of `top`. */
    list(query: {
      readonly runId: string;
      readonly top: number;
      readonly after?: string;
    }): Promise<Page<RemediatedResource>>;
  };
  /** What is told to webhooks, from the transaction that made it so to its delivery. */
  readonly events: Events;
  readonly principals: Principals;
  /** Who has signed in, for all servers on the database. */
  readonly grants: Grants;
  readonly keys: {
    all(): Promise<readonly StoredKey[]>;
    add(key: StoredKey): Promise<void>;
    retire(kid: string, at: string): Promise<void>;
    remove(kid: string): Promise<void>;
  };
  /** Small values of the installation: tenant id, what was seeded. */
  readonly properties: {
    get(name: string): Promise<string | undefined>;
    set(name: string, value: string): Promise<void>;
    /** Sets it where it is not set yet; answers what it is now. Of two that do it at once, both get the same. */
    setOnce(name: string, value: string): Promise<string>;
  };
  /** Work in the background. Stops with `close`. */
  readonly queue: Queue;
  /** Where other threads of this process, or other processes, open the same database while this one is open. Holds the password. */
  readonly address: Place;
  /** Runs the task while no other process runs one like this on the database; several that start at once set it up in turn. */
  alone<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Answers when the database does. */
  ping(): Promise<void>;
  /** What the database's clock says, ISO 8601. */
  time(): Promise<string>;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Told what an operator should know and need not act on, such as an orphaned server that was stopped. */
  readonly onNotice?: (text: string) => void;
  /** Connections at most (default 10), beside the one that listens. */
  readonly poolSize?: number;
};

/** Opens (and for an embedded place starts) the database and brings its schema up to date. */
export type OpenStorage = (place: Place, options?: OpenOptions) => Promise<Storage>;
