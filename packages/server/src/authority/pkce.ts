import { hash } from 'node:crypto';

/** RFC 7636: SHA-256 in base64url is 43 characters long. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

export function isChallenge(text: string): boolean {
  return CHALLENGE.test(text);
}

/** The challenge (S256) that a verifier answers. */
export function challengeOf(verifier: string): string {
  return hash('sha256', verifier, 'base64url');
}
