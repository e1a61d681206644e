import { randomInt } from 'node:crypto';
import { hashGrantSecret } from './grant-secret.ts';

/** Letters that make no words and look like nothing else (RFC 8628, section 6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;

/** A code that somebody types: `BCDF-GHJK`, one of 25 thousand million. */
export function createUserCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** What a typed code is kept under, however it was typed; undefined for what can be none. */
export function hashUserCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.length === LENGTH ? hashGrantSecret(`user code ${letters}`) : undefined;
}

/** What the answer to a device code is kept under. */
export function hashAnswer(deviceHash: string): string {
  return hashGrantSecret(`answer to ${deviceHash}`);
}
