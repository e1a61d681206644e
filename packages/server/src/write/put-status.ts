import type { ResourceType } from '@sluice/providers/resource-type';

/** The status that a committed PUT or PATCH answers. */
export function putStatus(type: ResourceType, verb: 'PUT' | 'PATCH', created: boolean): number {
  if (verb === 'PATCH' || type.putStatus === 'always200') return 200;
  return created || type.putStatus === 'always201' ? 201 : 200;
}

/** The status that a DELETE of something that was there answers. */
export function deleteStatus(type: ResourceType): number {
  return type.deleteAnswer === 'accepted' ? 202 : 200;
}
