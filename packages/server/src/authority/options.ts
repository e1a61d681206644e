import type { Storage } from '@sluice/storage';
import type { Snapshots } from '../snapshot/snapshots.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { KeyRing } from './key-ring.ts';

/** What the local authority needs from outside. */
export type AuthorityOptions = {
  readonly storage: Pick<Storage, 'principals'>;
  readonly snapshots: Pick<Snapshots, 'current' | 'follow'>;
  readonly keyRing: KeyRing;
  readonly tenantId: string;
  readonly logger: Logger;
  /** `https://name:port` of every name of this server; asked for at each request, as the port may be known late. */
  baseUrls(): readonly string[];
  /** Further audiences that the operator wants tokens for. */
  readonly audiences?: readonly string[];
  now(): Date;
  newId(): string;
};
