import { ApiError } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { Resource } from '@sluice/engine/model';
import type { JsonValue } from '@sluice/language';
import { prepare } from '../prepare.ts';
import type { CompleteInput, ResourceType } from '../resource-type.ts';

/** A write in a test: what is not said is as in the first write of a fixed world. */
export type TestWrite = {
  readonly type: ResourceType;
  readonly id: string;
  readonly body?: JsonValue;
  readonly verb?: 'PUT' | 'PATCH';
  readonly stored?: Resource;
  readonly input?: Partial<CompleteInput>;
};

export const NOW = '2026-11-01T10:00:00Z';
export const LATER = '2026-11-02T10:00:00Z';
export const CALLER = '00000000-0000-0000-0000-00000000ca11';
export const TENANT_ID = '00000000-0000-0000-0000-0000000007e7';

/** What `prepare` makes of a write. `newId` gives id-1, id-2... */
export function prepared({ type, id, body, verb = 'PUT', stored, input }: TestWrite) {
  const parsed = parseResourceId(id);
  if (parsed === undefined) throw new Error(`'${id}' is no id`);
  let ids = 0;
  const complete: CompleteInput = {
    id: parsed,
    stored,
    now: NOW,
    tenantId: TENANT_ID,
    callerId: CALLER,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...input,
  };
  return prepare(type, {
    id: parsed,
    verb,
    body,
    stored,
    apiVersion: '2026-06-01',
    complete,
    etag: 'etag-1',
  });
}

/** The resource that a write makes. */
export function written(write: TestWrite): Resource {
  return prepared(write).resource;
}

/** How a write is refused: `status code target`. Fails when it is not. */
export function refusal(write: TestWrite): {
  readonly status: number;
  readonly code: string;
  readonly target: string | undefined;
  readonly message: string;
} {
  return refusalOf(() => prepared(write));
}

/** How something is refused. Fails when it is not. */
export function refusalOf(act: () => unknown): {
  readonly status: number;
  readonly code: string;
  readonly target: string | undefined;
  readonly message: string;
} {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) {
      const { code, target, message } = error.detail;
      return { status: error.status, code, target, message };
    }
    throw error;
  }
  throw new Error('the write was not refused');
}
