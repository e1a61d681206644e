/**
 * Audiences of the public cloud that SDKs insist on whatever endpoint they are given. Taken on tokens of the local authority only:
 * a real token for them was never meant for us.
 */
export const PUBLIC_CLOUD_AUDIENCES: readonly string[] = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://ml.azure.com',
];

/** Whether an audience is one of `known`, however many slashes it ends in, without case. */
export function createAudienceTest(known: readonly string[]): (audience: string) => boolean {
  const audiences = new Set(known.map(toKey));
  return audience => audiences.has(toKey(audience));
}

function toKey(audience: string): string {
  return audience.toLowerCase().replace(/\/{0,2}$/, '');
}
