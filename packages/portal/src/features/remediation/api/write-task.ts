import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../../../lib/arm.ts';
import { isObject, objectAt } from '../../../lib/json.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { type Remediation, readRemediation } from '../remediation.ts';
import { TASKS_KEY, taskKey } from './get-task.ts';

/** What only the server says of a task. */
const TOLD = [
  'provisioningState',
  'createdOn',
  'lastUpdatedOn',
  'deploymentStatus',
  'statusMessage',
  'correlationId',
];

/** Creates a task, or begins one anew that has ended. */
export async function putTask(id: string, properties: JsonObject): Promise<Remediation> {
  const { body } = await arm().put(id, API.remediations, { properties });
  return keep(readRemediation(isObject(body) ? body : {}));
}

/** The same task once more, as it was asked for. */
export function runAgain({ id, body }: Remediation): Promise<Remediation> {
  const asked = Object.entries(objectAt(body, 'properties')).filter(([name]) => !TOLD.includes(name));
  return putTask(id, Object.fromEntries(asked));
}

export async function cancelTask(id: string): Promise<Remediation> {
  const { body } = await arm().act(`${id}/cancel`, API.remediations);
  return keep(readRemediation(isObject(body) ? body : {}));
}

export async function deleteTask(id: string): Promise<void> {
  await arm().delete(id, API.remediations);
  queryClient.removeQueries({ queryKey: taskKey(id) });
  await queryClient.invalidateQueries({ queryKey: [TASKS_KEY, 'list'] });
}

/** What the server answered is what is shown; lists are read again. */
async function keep(task: Remediation): Promise<Remediation> {
  queryClient.setQueryData(taskKey(task.id), task);
  await queryClient.invalidateQueries({ queryKey: [TASKS_KEY, 'list'] });
  return task;
}
