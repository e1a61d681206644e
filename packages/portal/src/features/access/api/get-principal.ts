import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { objectAt, objectsAt, textAt } from '../../../lib/json.ts';
import { PRINCIPALS_KEY, PRINCIPALS_PATH } from '../../../lib/principals.ts';

/** What a principal signs in by: that it is there, and until when. */
export type Secret = {
  readonly id: string;
  /** Undefined: it does not end. */
  readonly expiresOn: string | undefined;
};

/** The secrets of a principal, those that end first at the top. Lists do not tell of them. */
export function useSecrets(objectId: string) {
  return useQuery({
    queryKey: [...PRINCIPALS_KEY, objectId, 'secrets'],
    queryFn: () => getSecrets(objectId),
  });
}

async function getSecrets(objectId: string): Promise<readonly Secret[]> {
  const { body } = await arm().get(`${PRINCIPALS_PATH}/${objectId}`, API.governance);
  return objectsAt(objectAt(body, 'properties'), 'secrets')
    .map(each => ({ id: textAt(each, 'secretId') ?? '', expiresOn: textAt(each, 'expiresOn') }))
    .sort((one, other) => endOf(one) - endOf(other));
}

function endOf({ expiresOn }: Secret): number {
  return expiresOn === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresOn);
}
