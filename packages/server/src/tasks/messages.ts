import type { ErrorDetail } from '@sluice/arm/errors';
import type { Place } from '@sluice/storage';

/** What a worker is started with. */
export type WorkerData = {
  readonly address: Place;
  readonly tenantId: string;
  /** Nobody waits for what it does: it gives way to the other threads. */
  readonly isPatient?: true;
};

/** To the worker. `more`: the last chunk has been taken. */
export type ToWorker =
  | { readonly kind: 'run'; readonly id: number; readonly task: string; readonly input: unknown }
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

/** From the worker: a head, then chunks, each when it is asked for, then the end. `error` instead, or in between. */
export type FromWorker =
  | { readonly kind: 'head'; readonly id: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'error'; readonly id: number; readonly error: CarriedError };

/** An error on its way to another thread: a refusal as it is, a bug or an outage as the text for the log. */
export type CarriedError =
  | {
      readonly status: number;
      readonly detail: ErrorDetail;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly status?: undefined; readonly text: string };
