const MASK = '[redacted]';
const MAX_DEPTH = 8;

/** Names whose values never reach a log, whatever they hold. */
const SECRET_NAME =
  /authorization|cookie|secret|password|passwd|token$|^token|assertion|private|credential|(primary|secondary|access|api|account|shared|signing|sealed)_?-?key|^keys?$|connection_?string|database_?url/i;

/** Secrets inside other text: credentials of a header, JSON web tokens, form fields, user and password of a URL, PEM keys. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/_.~=-]{8,}/gi, `$1 ${MASK}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g, MASK],
  [/\b(client_secret|client_assertion|refresh_token|access_token|password)=[^&\s"']+/gi, `$1=${MASK}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, `$1${MASK}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
];

/** The text with what looks like a secret masked. */
export function redactText(text: string): string {
  return SECRET_TEXT.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);
}

/** A copy fit for a log: secrets masked by name and by look, errors as plain objects with their causes, cycles and depth cut. */
export function redact(value: unknown): unknown {
  return copy(value, 0, new Set());
}

function copy(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH || above.has(value)) return '[cut]';
  const within = new Set([...above, value]);
  if (Array.isArray(value)) return value.map(member => copy(member, depth + 1, within));
  if (value instanceof Map) return copy(Object.fromEntries(value), depth, above);
  if (value instanceof Date) return value.toJSON();
  if (ArrayBuffer.isView(value)) return MASK;
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, member]) => [name, isSecret(name, member) ? MASK : copy(member, depth + 1, within)]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) && value !== undefined && value !== null && typeof value !== 'boolean';
}

/** Message, stack and cause do not enumerate. */
function errorEntries(error: Error): readonly (readonly [string, unknown])[] {
  return [
    ['type', error.name],
    ['message', error.message],
    ['stack', error.stack],
    ...(error.cause === undefined ? [] : [['cause', error.cause] as const]),
    ...Object.entries(error),
  ];
}
