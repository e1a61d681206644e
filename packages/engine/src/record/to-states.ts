import { textOf } from '../json.ts';
import type { Decision } from '../model/decision.ts';
import type { Resource } from '../model/records.ts';
import type { ResourceStates } from '../model/write-set.ts';
import { toStateResult } from './state-result.ts';

/** All current results of one resource after a decision: each rule that counts for it or a component of it, Compliant ones too. */
export function toStates(
  decision: Decision,
  resource: Pick<Resource, 'key' | 'id' | 'type' | 'etag'>,
  at: string,
): ResourceStates {
  return {
    resourceKey: resource.key,
    resourceId: resource.id,
    resourceType: resource.type,
    location: textOf(decision.resource['location']) || null,
    etag: resource.etag,
    revision: decision.revision,
    at,
    results: decision.results.map(toStateResult),
  };
}
