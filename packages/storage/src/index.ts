export type { CredentialChange, Grants, Principals, StoredGrant, StoredSecret } from './credentials.ts';
export { defaultDataFolder, resolveDataFolder } from './embedded/data-folder.ts';
export {
  StorageConflict,
  StorageInUse,
  StorageQueryProblem,
  StorageRejected,
  StorageSetupProblem,
  StorageUnavailable,
} from './errors.ts';
export type {
  DeadLetter,
  Delivery,
  DeliveryOutcome,
  DeliveryStatus,
  EventName,
  Events,
  LeasedWebhook,
  NewDelivery,
  OutboxEvent,
} from './events.ts';
export type {
  AppliedRow,
  EventRow,
  EventsPlace,
  Insights,
  InsightsPlace,
  StateRow,
  StatesCount,
  StatesPlace,
  StatesTrend,
  TrackedResource,
  TrendQuery,
} from './insights.ts';
export type { Ledger, LedgerMoment, Sealing } from './ledger.ts';
export { joinStorage, openStorage } from './open.ts';
export type { FailedJob, JobRun, Queue, QueueDepth, WorkOptions } from './queue/queue.ts';
export type {
  FoundResource,
  ModelReferenceCount,
  OpenOptions,
  OpenStorage,
  Page,
  Place,
  RemediatedResource,
  RemediationCounts,
  ResourceSearch,
  Scan,
  ScanPart,
  ScanPlace,
  SearchedResources,
  Storage,
  StoredKey,
} from './storage.ts';
