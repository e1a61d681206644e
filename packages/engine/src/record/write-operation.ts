import type { JsonObject } from '@sluice/language';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { Claims, Principal, SnapshotChange } from '../model/records.ts';
import type { Expectation, JobRequest, ResourceWrite } from '../model/write-set.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** The request that is being recorded, as the activity log tells it. */
export type WriteOperation = {
  /** RBAC action: `Microsoft.MachineLearningServices/workspaces/write`. */
  readonly action: string;
  readonly resourceId: string;
  /** Canonical full type. */
  readonly resourceType: string;
  readonly location?: string;
  /** HTTP status that is answered when the write commits. */
  readonly status: number;
  /** `x-ms-request-id`. */
  readonly requestId?: string;
  readonly http?: {
    readonly method: string;
    readonly uri: string;
    readonly clientAddress?: string;
    readonly clientRequestId?: string;
  };
};

/** Everything that one write leaves behind comes from this. */
export type WriteSetInput = {
  readonly snapshot: Snapshot;
  /** ISO 8601 */
  readonly at: string;
  readonly engineVersion: string;
  /** Undefined: the service itself (seeding, upgrades). */
  readonly principal: Principal | undefined;
  /** The caller's selected claims, shown in the log. */
  readonly claims?: Claims;
  readonly correlationId: string;
  readonly tenantId?: string;
  /** A new UUID at every call. */
  newId(): string;
  readonly operation: WriteOperation;
  readonly expect: readonly Expectation[];
  readonly resources: readonly ResourceWrite[];
  readonly changes: readonly SnapshotChange[];
  /** What is to be done when this is committed. */
  readonly jobs?: readonly JobRequest[];
  /** For types that policy judges. */
  readonly judged?: { readonly request: EvaluationRequest; readonly decision: Decision };
  /** The write is refused with this, whatever the decision says: nothing but its record is written. `error` as in ARM's envelope. */
  readonly failure?: { readonly status: number; readonly error: JsonObject };
};
