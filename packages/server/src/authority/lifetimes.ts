/** How long an access token is valid. */
export const TOKEN_SECONDS = 3600;

/** How long a browser stays signed in, whatever it does meanwhile. */
export const SESSION_SECONDS = 12 * 3600;

/** How long a client may take to exchange a code. */
export const CODE_SECONDS = 120;

/** How long somebody may take to type a user code into a browser, and to say yes. As Entra has it. */
export const DEVICE_CODE_SECONDS = 15 * 60;

/** How long a device waits before it asks again. */
export const DEVICE_POLL_SECONDS = 5;

/** How old the list of signing keys may get before it is read again. */
export const KEYS_REFRESH_MS = 30_000;

/**
 * How long a retired key stays in the JWKS: its last token may have been signed by a server that had not heard of the rotation, and that
 * token's life and the difference of clocks come on top.
 */
export const KEY_AFTERLIFE_MS = TOKEN_SECONDS * 1000 + KEYS_REFRESH_MS + 10 * 60_000;

/** ISO 8601. */
export function secondsAfter(at: Date, seconds: number): string {
  return new Date(at.getTime() + seconds * 1000).toISOString();
}
