import type { Storage } from '@sluice/storage';
import type { Issuer } from '../authn/issuer.ts';
import type { Snapshots } from '../snapshot/snapshots.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { KeyRing } from './key-ring.ts';

/** What the local authority needs from outside. */
export type AuthorityOptions = {
  readonly storage: Pick<Storage, 'principals' | 'grants'>;
  readonly snapshots: Pick<Snapshots, 'current' | 'follow'>;
  readonly keyRing: KeyRing;
  readonly tenantId: string;
  readonly logger: Logger;
  /** `https://name:port` of every name of this server; asked for at each request, as the port may be known late. */
  baseUrls(): readonly string[];
  /** Further audiences that the operator wants tokens for. */
  readonly audiences?: readonly string[];
  /** Whom the sign-in page signs in without a secret: the principals of the demo world, where there is one. */
  readonly demo?: readonly DemoSignIn[];
  /** Others whose tokens may stand for an application's secret. */
  readonly issuers?: readonly Issuer[];
  now(): Date;
  newId(): string;
};

/** `name` is what the form sends; people are shown the principal's own. */
export type DemoSignIn = { readonly name: string; readonly clientId: string };
