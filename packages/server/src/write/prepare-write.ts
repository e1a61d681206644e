import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { type Prepared, prepare } from '@sluice/providers/prepare';
import { callerKind } from './caller.ts';
import type { WriteDependencies } from './dependencies.ts';
import type { WriteQuestion } from './intent.ts';

/** The resource that a write asks for, as things are. Throws ApiError for content that cannot be. */
export function prepareWrite(
  snapshot: Snapshot,
  { type, id, verb, request, caller }: WriteQuestion,
  { stored, parent }: { readonly stored?: Resource | undefined; readonly parent?: Resource | undefined },
  now: string,
  { newId, tenantId }: Pick<WriteDependencies, 'newId' | 'tenantId'>,
): Prepared {
  return prepare(type, {
    id,
    verb,
    body: request.body,
    stored,
    apiVersion: request.apiVersion,
    etag: newId(),
    complete: {
      id,
      verb,
      stored,
      now,
      tenantId,
      newId,
      snapshot,
      callerId: caller.principal.id,
      callerKind: callerKind(caller),
      ...(parent === undefined ? {} : { parent }),
    },
  });
}
