import { ApiError } from '@sluice/arm/client';

/**
 * What of several answers the reader may have: those that are refused for want of permission are left out, unless all of them are.
 * Rejects with the first error of any other kind, or the refusal.
 */
export async function readableOf<Answer>(answers: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  const settled = await Promise.allSettled(answers);
  const failed = settled.filter(each => each.status === 'rejected');
  const other = failed.find(({ reason }) => !(reason instanceof ApiError && reason.status === 403));
  if (other !== undefined) throw other.reason;
  if (failed[0] !== undefined && failed.length === settled.length) throw failed[0].reason;
  return settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []));
}
