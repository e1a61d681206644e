import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './schema.ts';
import { translateError } from './translate-error.ts';
import { columnTypes } from './types.ts';

/** Long enough for the largest cascade; a request does not hang for ever on a lock that somebody else forgot. */
const STATEMENT_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * What every session runs under: times in UTC, and statements that see what was committed before they began. Ours are short: compiling one
 * takes longer than running it.
 */
const SESSION_OPTIONS = '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c jit=off';

export type Database = {
  readonly pool: pg.Pool;
  /** Queries by the builder, all in the schema `sluice`. */
  readonly kysely: Kysely<Tables>;
  /** Runs `work` and turns what it throws into storage's own errors. */
  run<T>(work: (kysely: Kysely<Tables>) => Promise<T>): Promise<T>;
};

/** How one session connects. Options that the URL itself asks for come last and so win. */
export function clientConfig(url: string, applicationName = 'sluice'): pg.ClientConfig {
  return {
    connectionString: withSessionOptions(url),
    fallback_application_name: applicationName,
    types: columnTypes,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

/** A pool that survives lost connections: the next query makes a new one. Connects on first use. */
export function connect(url: string, size: number): Database {
  const pool = new pg.Pool({ ...clientConfig(url), max: size, statement_timeout: STATEMENT_TIMEOUT_MS });
  // An idle connection that breaks is dropped by the pool; without a listener its error would end the process.
  pool.on('error', () => {});
  // So would the error of one that is in use, which the query gets as well.
  pool.on('connect', client => client.on('error', () => {}));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema('sluice');
  return {
    pool,
    kysely,
    async run(work) {
      try {
        return await work(kysely);
      } catch (error) {
        throw translateError(error);
      }
    },
  };
}

/** The options have to be in the URL: what `pg` reads there replaces what it is given beside it. */
function withSessionOptions(url: string): string {
  const given = /[?&]options=([^&]*)/.exec(url)?.[1];
  if (given === undefined) {
    return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(SESSION_OPTIONS)}`;
  }
  return url.replace(`options=${given}`, `options=${encodeURIComponent(`${SESSION_OPTIONS} `)}${given}`);
}
