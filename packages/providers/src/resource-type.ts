import type { ErrorCode } from '@sluice/arm/errors';
import type { ResourceId, ScopeKind } from '@sluice/arm/ids';
import type {
  Component,
  FactTable,
  PossibleComponents,
  Resource,
  Snapshot,
  SnapshotChange,
} from '@sluice/engine';
import type { Alias, DataMode, JsonObject, JsonValue } from '@sluice/language';
import type { Shape } from './shape.ts';

/** What `complete` may use besides the body: everything from outside comes in here. */
export type CompleteInput = {
  readonly id: ResourceId;
  /** The stored resource on an update. It contributes nothing to what is judged on a PUT but what only the server may set. */
  readonly stored: Resource | undefined;
  /** What it stands in: the stored parent of a child type. */
  readonly parent?: Resource;
  /** Which of the two it is; absent: not said. A PATCH keeps what a PUT would make anew (the version that a label meant). */
  readonly verb?: 'PUT' | 'PATCH';
  readonly now: string;
  readonly tenantId: string;
  /** Object id of the caller. */
  readonly callerId: string;
  /** A new UUID at every call. */
  newId(): string;
  /** What kind of caller it is; absent: an application. */
  readonly callerKind?: 'User' | 'Application';
  /** True when the house itself writes (seeding): built-in definitions and roles, subscriptions. */
  readonly builtIn?: boolean;
  /** The state the write is prepared against. Types that look at their surroundings (the scope tree, pinned versions) need it. */
  readonly snapshot?: Snapshot;
};

/** What a type says of a stored resource when it is shown. */
export type RespondInput = {
  /** What `$expand` of the request asks for, in lower case. */
  readonly expand?: ReadonlySet<string>;
  readonly baseUrl: string;
  readonly tenantId: string;
  readonly snapshot: Snapshot;
};

/** What `companions` may use besides the resource. */
export type CompanionInput = {
  /** The stored parent of a child type. */
  readonly parent?: Resource | undefined;
  /** A new UUID at every call. */
  newId(): string;
};

export type VerbName = 'get' | 'head' | 'put' | 'patch' | 'delete' | 'list';

/** An action (POST) of a type, e.g. `listKeys`; what it does is in `server/src/resources`. */
export type ActionName = string;

/**
 * One kind of resource: everything the house knows of it. Registered in `types/index.ts`; dispatch, `/providers`, RBAC
 * actions, api-versions, alias tables and judging all come from this record.
 */
export type ResourceType = {
  /** Canonical full type, e.g. `Microsoft.MachineLearningServices/workspaces/onlineEndpoints`. */
  readonly type: string;
  /** Newest first; shown by `/providers`. Any well-formed version is accepted. */
  readonly apiVersions: readonly string[];
  /** Where a top-level type may live. A child type lives where its parent does. `any` of them for extension types. */
  readonly scopes: readonly ScopeKind[];
  /** True for a type that hangs on any scope or resource below `/providers/` (policy and role assignments). */
  readonly extension?: boolean;
  /** Full type of the parent for a child type: it must exist when a child is written, and takes the child along when deleted. */
  readonly parent?: string;
  readonly verbs: readonly VerbName[];
  /** A PUT makes a parent that is missing, with nothing but defaults: clients of model versions never PUT the model itself. */
  readonly impliesParent?: boolean;
  /** May all be listed below a subscription, as workspaces and registries can. */
  readonly listBySubscription?: boolean;
  readonly actions?: readonly ActionName[];
  /** Status of a PUT. `always201` for policy definitions and assignments. Default `201or200`. */
  readonly putStatus?: '201or200' | 'always201' | 'always200';
  /** 202 with a Location to poll, or 200 with the deleted object, or 200/204 without. */
  readonly deleteAnswer?: 'accepted' | 'object' | 'empty';
  /** What a DELETE of an absent one answers; default 204. */
  readonly absentDelete?: 'notFound';
  /** Long-running operation headers on PUT and PATCH, as azure-ai-ml expects them. */
  readonly operationHeaders?: boolean;
  readonly notFoundCode?: ErrorCode;
  readonly shape: Shape;
  readonly aliases?: readonly Alias[];
  /** Has tags and a location. */
  readonly tracked: boolean;
  /** Whether mode Indexed sees it; absent: when it is tracked. Resource groups are tracked and yet seen by mode All alone. */
  readonly indexed?: boolean;
  /** False: nothing is stored under this type; reads are answered from the snapshot, the registries or the log. */
  readonly stored?: false;
  /** There is one whether anybody has written it or not: a PATCH of what is not stored changes what holds by default. */
  readonly alwaysThere?: boolean;
  /** A PUT may come without a body. */
  readonly emptyBody?: boolean;
  /** The type as an answer shows it, where that is not the full type (`Microsoft.Resources/resourceGroups`). */
  readonly wireType?: string;
  /** Judged by policy. Policy objects, roles and settings are not. */
  readonly judged: boolean;
  /** Properties that a PATCH may carry (dot paths, a prefix covers what is below); absent: any known one. */
  readonly patchable?: readonly string[];
  /** Fills in defaults and what only the server sets. Gets a body that fits the shape; total. Throws ApiError for what a shape cannot say. */
  complete(body: JsonObject, input: CompleteInput): JsonObject;
  /** Secrets to keep with the resource (endpoint keys), made at creation. */
  secrets?(input: CompleteInput): JsonObject;
  /** Secrets that a body brings, to keep instead of those that are there; undefined: it brings none. `complete` leaves them out. */
  givenSecrets?(body: JsonObject, input: CompleteInput): JsonObject | undefined;
  /** The body as a GET shows it: adds what is computed (`scoringUri`, `scope`). Default: the stored body. */
  respond?(resource: Resource, input: RespondInput): JsonObject;
  /**
   * Facts of the catalog that a verdict on this resource needs. `resource` is in ARM form. On a write (the default) throws ApiError
   * (InvalidModelReference, ModelVersionUnresolved, ModelNotFound); on a scan never.
   */
  factsFor?(resource: JsonObject, snapshot: Snapshot, occasion?: 'write' | 'scan'): JsonObject | undefined;
  /**
   * How a resource of this type would name another model of the catalog (`model` as a component shows it): where, and by what value.
   * Undefined for a model that it cannot name.
   */
  nameModel?(
    resource: JsonObject,
    model: JsonObject,
  ): { readonly path: string; readonly value: JsonValue } | undefined;
  componentsOf?(resource: JsonObject, facts: JsonObject | undefined): readonly Component[];
  /** What its components can be like. */
  readonly possible?: PossibleComponents;
  /** What verdicts depend on: the changes from `before` to `after` (undefined: absent). `facts` is the catalog as it is, `snapshot` all of it. */
  changesOf?(
    after: Resource | undefined,
    before: Resource | undefined,
    facts: FactTable,
    snapshot: Snapshot,
  ): readonly SnapshotChange[];
  /**
   * Further resources that a write of this one makes or changes, in the same commit. What they mean for verdicts, `changesOf` of this
   * type says.
   */
  companions?(resource: Resource, before: Resource | undefined, input: CompanionInput): readonly Resource[];
  /** Keys of resources that a write of this one takes away (the place where a subscription stood before). */
  replaces?(resource: Resource, snapshot: Snapshot): readonly string[];
  /** Throws ApiError when the resource must not be written as things are. `stored`: what it replaces. */
  checkWrite?(resource: Resource, stored: Resource | undefined, snapshot: Snapshot): void;
  /** Keys of resources elsewhere that mean nothing any more when this one is deleted: they go with it. */
  takesAlong?(resource: Resource, snapshot: Snapshot): readonly string[];
  /** Throws ApiError when the resource must not be deleted as things are. */
  checkDelete?(resource: Resource, snapshot: Snapshot): void;
  /** Name rules that apply at PUT, checked against the last name. */
  readonly namePattern?: { readonly test: RegExp; readonly says: string };
};

/** A data-plane mode with its manifest; one per namespace folder that governs components. */
export type DataManifest = DataMode & { readonly aliases: ReadonlyMap<string, readonly Alias[]> };
