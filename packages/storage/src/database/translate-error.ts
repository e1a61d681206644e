import pg from 'pg';
import {
  StorageConflict,
  StorageInUse,
  StorageQueryProblem,
  StorageRejected,
  StorageSetupProblem,
  StorageUnavailable,
} from '../errors.ts';

/** SQLSTATE classes and codes after which nothing is known to be wrong but the connection or the server's condition. */
const UNAVAILABLE_CLASSES: ReadonlySet<string> = new Set(['08', '53', '58']);
const UNAVAILABLE_CODES: ReadonlySet<string> = new Set([
  '57014', // query cancelled (statement timeout)
  '57P01', // admin shutdown
  '57P02', // crash shutdown: another backend died
  '57P03', // starting up, shutting down, in recovery
  '57P05', // idle session timeout
  '25006', // read only: a standby after a failover
]);
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** What `pg` itself says, without a code, when a connection is gone. */
const LOST_CONNECTION =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|calling end on the pool|client was closed|driver has already been destroyed/i;

/** Deadlock and serialisation failure: the same call may be made again at once. */
export function isTransient(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001');
}

/** One of storage's own errors where the cause is a known one; anything else as it came: then we are wrong. */
export function translateError(error: unknown): unknown {
  if (isOwn(error)) return error;
  if (isTransient(error))
    return new StorageConflict('Concurrent writes kept getting in the way of this one', error);
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (error instanceof pg.DatabaseError) {
    if (code === '22021' || code === '22P05') {
      return new StorageRejected('A text holds a character that the database cannot keep', error);
    }
    if (code !== undefined && (UNAVAILABLE_CODES.has(code) || UNAVAILABLE_CLASSES.has(code.slice(0, 2)))) {
      return new StorageUnavailable(`The database is not available: ${error.message}`, error);
    }
    return error;
  }
  if (
    (code !== undefined && NETWORK_CODES.has(code)) ||
    LOST_CONNECTION.test(error.message) ||
    hasNetworkCause(error)
  ) {
    return new StorageUnavailable(`The database cannot be reached: ${error.message || code}`, error);
  }
  return error;
}

/** Node wraps attempts at several addresses of one host name. */
function hasNetworkCause(error: Error): boolean {
  return (
    error instanceof AggregateError &&
    error.errors.some(each => each instanceof Error && translateError(each) instanceof StorageUnavailable)
  );
}

function isOwn(error: unknown): boolean {
  return (
    error instanceof StorageUnavailable ||
    error instanceof StorageConflict ||
    error instanceof StorageRejected ||
    error instanceof StorageQueryProblem ||
    error instanceof StorageInUse ||
    error instanceof StorageSetupProblem
  );
}
