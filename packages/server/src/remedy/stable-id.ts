import { createHash } from 'node:crypto';

/** A UUID that is always the same for the same parts: what is done twice is recorded once under it. */
export function stableId(...parts: readonly string[]): string {
  const hex = digest(parts).toString('hex');
  const version = `5${hex.slice(13, 16)}`;
  const variant = `${'89ab'[Number.parseInt(hex.charAt(16), 16) & 3]}${hex.slice(17, 20)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), version, variant, hex.slice(20, 32)].join('-');
}

/** The name of a deployment that a policy makes; always the same for the same parts. */
export function deploymentName(...parts: readonly string[]): string {
  return `PolicyDeployment_${digest(parts).readBigUInt64BE()}`;
}

function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
