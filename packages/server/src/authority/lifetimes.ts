/** How long an access token is valid. */
export const TOKEN_SECONDS = 3600;

/** How old the list of signing keys may get before it is read again. */
export const KEYS_REFRESH_MS = 30_000;

/**
 * How long a retired key stays in the JWKS: its last token may have been signed by a server that had not heard of the rotation, and that
 * token's life and the difference of clocks come on top.
 */
export const KEY_AFTERLIFE_MS = TOKEN_SECONDS * 1000 + KEYS_REFRESH_MS + 10 * 60_000;
