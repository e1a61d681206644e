import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { isObject } from '../../../lib/json.ts';
import { queryClient } from '../../../lib/query-client.ts';

/** A deployment or endpoint as the API gives it. Nothing is read without an id. */
export function useResource(id: string | undefined) {
  return useQuery({
    queryKey: ['resource', id?.toLowerCase()],
    queryFn: () => getResource(id ?? ''),
    enabled: id !== undefined && id !== '',
  });
}

async function getResource(id: string): Promise<JsonObject> {
  const { body } = await arm().get(id, versionOf(id));
  return isObject(body) ? body : {};
}

/** Deletes it, and waits until it is gone. */
export async function deleteResource(id: string): Promise<void> {
  await arm().poll(await arm().delete(id, versionOf(id)));
  for (const key of ['deployments', 'endpoints', 'resource'])
    await queryClient.invalidateQueries({ queryKey: [key] });
}

function versionOf(id: string): string {
  return /\/providers\/Microsoft\.CognitiveServices\//i.test(id)
    ? API.cognitiveServices
    : API.machineLearning;
}
