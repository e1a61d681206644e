import type { EvaluationRequest } from '@sluice/engine/model';
import type { ResourceType } from '../../resource-type.ts';
import { maskSecrets } from '../../shape-mask.ts';

/** A request as it is kept: with what the type's shape marks as secret masked. A rule that reads a secret cannot be replayed. */
export function maskRequest(
  request: EvaluationRequest,
  type: Pick<ResourceType, 'shape'>,
): EvaluationRequest {
  return { ...request, resource: maskSecrets(type.shape, request.resource) };
}
