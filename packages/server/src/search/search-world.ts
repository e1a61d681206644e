import type { Snapshot } from '@sluice/engine';
import type { Storage } from '@sluice/storage';
import type { Caller } from '../write/caller.ts';

/** Who searches, and in what. */
export type SearchWorld = {
  readonly snapshot: Snapshot;
  readonly storage: Pick<Storage, 'resources'>;
  readonly tenantId: string;
  readonly caller: Caller;
};
