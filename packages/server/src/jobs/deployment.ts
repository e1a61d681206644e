import type { JsonObject } from '@sluice/language';
import { requestOf, workOff } from '../deployments/run-deployment.ts';
import type { Job } from './job.ts';

type Input = {
  readonly key: string;
  readonly principalId: string;
  readonly claims: JsonObject;
  readonly groupIds?: readonly string[];
  readonly correlationId: string;
  readonly baseUrl: string;
};

/**
 * Works off a template deployment that was accepted, in the name of whoever asked for it, with the rights that they have by then.
 * Started again after a crash it writes everything once more, which changes nothing that is written already.
 */
export const deployment: Job<Input> = {
  name: 'deployment',
  concurrency: 2,
  async run({ key, principalId, claims, groupIds, correlationId, baseUrl }, services) {
    const stored = await services.storage.resources.get(key);
    const principal = services.snapshots.current().principals.get(principalId);
    if (stored === undefined || principal === undefined) return;
    const request = requestOf(stored.id, {}, correlationId, services, baseUrl);
    const caller = { principal, claims, ...(groupIds === undefined ? {} : { groupIds }) };
    await workOff(stored, request, caller, services);
  },
};
