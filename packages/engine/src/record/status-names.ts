/** HTTP statuses as the activity log names them. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [202, 'Accepted'],
  [204, 'NoContent'],
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [409, 'Conflict'],
  [412, 'PreconditionFailed'],
  [413, 'RequestEntityTooLarge'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [503, 'ServiceUnavailable'],
]);

/** `Forbidden` for 403; the number itself for one that has no name here. */
export function statusName(status: number): string {
  return NAMES.get(status) ?? String(status);
}

/** The log's `subStatus`: name and readable form. */
export function subStatus(status: number): { readonly value: string; readonly localizedValue: string } {
  const value = statusName(status);
  return { value, localizedValue: `${value} (HTTP Status Code: ${status})` };
}
